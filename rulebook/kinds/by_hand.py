"""Reassignment by hand: a ticket changed owner in the helpdesk, and nobody had approved it (S7)."""

from datetime import datetime

from pydantic import Field

from rulebook.command import NO_COMMAND
from rulebook.effects.helpdesk import PutBack
from rulebook.effects.slack import Tell
from rulebook.ending import Ending
from rulebook.facts import ColleagueFacts, Facts
from rulebook.form import Form, TicketNumber
from rulebook.kind import Approval, Detail, Kind
from rulebook.moves import Move, State
from rulebook.people import Member
from rulebook.phrase import Fillable, Instant, Phrase, phrase
from rulebook.plan import Plan
from rulebook.value import Value

OWNER_CHANGE = "owner change"


class OwnerChangeFacts(Value):
    """A change of owner: when, who had the ticket before, and who has it now; None for nobody."""

    at: datetime
    before: ColleagueFacts | None
    now: ColleagueFacts | None


class ByHandForm(Form):
    """The ticket that changed owner."""

    ticket: TicketNumber = Field(title="Ticket")


class ByHand(Kind[ByHandForm]):
    """Leave a ticket where somebody put it, or put it back."""

    name = "by-hand"
    title = "Reassignment by hand"
    rule = "S7, S11: tickets are reassigned by Mubeen or the shift lead only."
    command = NO_COMMAND
    ending = Ending(
        announced="{title}, {who}",
        asked="Seen",
        asker="Reassigned by",
        asked_at_an_instant=False,
        approve="Approve now",
        deny="Put it back",
        denied="Put back",
        undone="put back",
        denial_undoes=True,
        without=frozenset({Move.EDIT, Move.CHANGE_AND_APPROVE, Move.WITHDRAW}),
        reminder="This still waits for you. Approve it as it is, or put it back.",
        goes_on={
            State.PENDING: "Tickets are reassigned by Mubeen or the shift lead (S11), so it is "
            "approved as it is, or put back. You need do nothing; you will hear here.",
            State.EXPIRED: "It stays as it is.",
        },
    )
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
        return (Detail(label="When", words=(Instant(at=owner_change(facts).at),)),)

    def plan(self, form: ByHandForm, facts: Facts, approval: Approval) -> Plan:
        """Nothing, as it has happened; undone, the ticket goes back to who had it."""
        before = owner_change(facts).before
        left = facts.ticket("ticket").ticket
        back = PutBack(ticket=left, owner=before.person if before else None, by=approval.by)
        return Plan(undo=(back,), told=_told(facts, approval.by))


def owner_change(facts: Facts) -> OwnerChangeFacts:
    """The change that a request of this kind is about."""
    return OwnerChangeFacts.model_validate(facts.more[OWNER_CHANGE])


def _told(facts: Facts, by: Member) -> tuple[Tell, ...]:
    """Word to whoever has it again, who had it for a while, and who gave it away."""
    ticket, change = facts.ticket("ticket").ticket, owner_change(facts)
    words = phrase(
        "{by} put {ticket} {title} back: {before} has it again. Tickets are reassigned by"
        " Mubeen or the shift lead (S11); /reassign asks for it.",
        by=by,
        ticket=ticket,
        title=ticket.title,
        before=_before(facts),
    )
    people = [facts.requester, *(one.member for one in (change.before, change.now) if one)]
    known = {who.id: who for who in people if who.id not in {"", by.id}}
    return tuple(Tell(to=who, words=words) for who in known.values())


def _before(facts: Facts) -> Fillable:
    before = owner_change(facts).before
    return before.member if before else "nobody"


def _now(facts: Facts) -> Fillable:
    now = owner_change(facts).now
    return now.member if now else "nobody"
