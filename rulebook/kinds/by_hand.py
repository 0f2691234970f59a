"""Reassignment by hand: a ticket changed owner in the helpdesk, and nobody had approved it (S7)."""

from pydantic import Field

from rulebook.command import NO_COMMAND
from rulebook.effects.helpdesk import PutBack
from rulebook.effects.slack import Tell
from rulebook.facts import Facts, OwnerChangeFacts
from rulebook.form import Form, TicketNumber
from rulebook.kind import Approval, Detail, Kind
from rulebook.people import Member
from rulebook.phrase import Fillable, Instant, Phrase, phrase
from rulebook.plan import Plan


class ByHandForm(Form):
    """The ticket that changed owner."""

    ticket: TicketNumber = Field(title="Ticket")


class ByHand(Kind[ByHandForm]):
    """Leave a ticket where somebody put it, or put it back."""

    name = "by-hand"
    title = "Reassignment by hand"
    rule = "S7, S11: tickets are reassigned by Mubeen or the shift lead only."
    command = NO_COMMAND
    has_happened = True
    asker = "Reassigned by"
    undone = "put back"
    form = ByHandForm

    again = "ask for it with /reassign"

    def asks(self, form: ByHandForm, facts: Facts) -> Phrase:
        """*#4711 went from Amira to Bea*."""
        return phrase(
            "{ticket} went from {before} to {now}",
            ticket=facts.ticket("ticket").ticket,
            before=_before(facts),
            now=_now(facts),
        )

    def details(self, form: ByHandForm, facts: Facts) -> tuple[Detail, ...]:
        """Say when it happened."""
        return (Detail(label="When", words=(Instant(at=_hands(facts).at),)),)

    def told_back(self, form: ByHandForm, facts: Facts, by: Member) -> tuple[Tell, ...]:
        """Word to whoever has it again, who had it for a while, and who gave it away."""
        ticket, hands = facts.ticket("ticket").ticket, _hands(facts)
        words = phrase(
            "{by} put {ticket} {title} back: {before} has it again. Tickets are reassigned by"
            " Mubeen or the shift lead (S11); /reassign asks for it.",
            by=by,
            ticket=ticket,
            title=ticket.title,
            before=_before(facts),
        )
        people = [facts.requester, *(one.member for one in (hands.before, hands.now) if one)]
        known = {who.id: who for who in people if who.id not in {"", by.id}}
        return tuple(Tell(to=who, words=words) for who in known.values())

    def plan(self, form: ByHandForm, facts: Facts, approval: Approval) -> Plan:
        """Nothing, as it has happened; undone, the ticket goes back to who had it."""
        hands = _hands(facts)
        before = hands.before.person if hands.before else None
        left = facts.ticket("ticket").ticket
        return Plan(undo=(PutBack(ticket=left, owner=before, by=approval.by),))


def _hands(facts: Facts) -> OwnerChangeFacts:
    assert facts.hands  # noqa: S101 (that is what this kind is about)
    return facts.hands


def _before(facts: Facts) -> Fillable:
    before = _hands(facts).before
    return before.member if before else "nobody"


def _now(facts: Facts) -> Fillable:
    now = _hands(facts).now
    return now.member if now else "nobody"
