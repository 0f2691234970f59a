"""Owner changes that are fine without an approval (S7, S11), and those that are not."""

from collections.abc import Collection
from datetime import datetime, timedelta

from rulebook.people import Person
from rulebook.tickets import OwnerChange, Ticket

# Helpdesks tell instants to the second. With whom a ticket arrives is how it begins, no change.
_ARRIVES = timedelta(seconds=1)


def needs_a_word(
    change: OwnerChange, before: Person | None, ticket: Ticket, deciders: Collection[str]
) -> bool:
    """Tell whether somebody has to approve it afterwards; `deciders` are e-mail addresses.

    Not what the helpdesk did by a rule of its own, nor what a decider did, and who takes what
    nobody has is welcome to it.
    """
    if change.by is None or same(before, change.to) or _arrived(ticket, change.at):
        return False
    took_what_was_free = before is None and same(change.by, change.to)
    return not took_what_was_free and change.by.email.casefold() not in deciders


def same(one: Person | None, other: Person | None) -> bool:
    """Tell whether two are the same person, or both nobody."""
    return (one and one.id) == (other and other.id)


def _arrived(ticket: Ticket, at: datetime) -> bool:
    return ticket.opened is not None and at < ticket.opened + _ARRIVES
