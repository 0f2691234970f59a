"""Made-up requests: everybody and everything a card can be about, on a Monday in 2026."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cards.viewer import Viewer
from rulebook.duty import Cover, Duty, Shift, Team
from rulebook.effects.helpdesk import AssignTicket, HelpdeskEffect, WriteNote
from rulebook.facts import ColleagueFacts, Facts, TicketFacts
from rulebook.moves import State
from rulebook.notes import Note, NoteLine
from rulebook.people import Member, Person
from rulebook.request import Decision, Request, Said, Step, StepState
from rulebook.roster import RosterEntry
from rulebook.tickets import Situation, Ticket, TicketState

MONDAY = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
LINA = Viewer(now=MONDAY, id="U0LINA", manager=Member(id="U0MUBEEN", name="Mubeen"))
AMIRA = Viewer(now=MONDAY, id="U0AMIRA", manager=Member(id="U0MUBEEN", name="Mubeen"))
IN_THE_CHANNEL = Viewer(now=MONDAY, mentions=False)
CAST = (
    Member(id="U0AMIRA", name="Amira"),
    Member(id="U0BEA", name="Bea"),
    Member(id="U0CHEN", name="Chen"),
    Member(id="U0LINA", name="Lina"),
    Member(id="U0THEO", name="Theo"),
    Member(id="U0MUBEEN", name="Mubeen"),
)
CLOSED_STATES = (
    State.APPROVED,
    State.DENIED,
    State.REFUSED,
    State.WITHDRAWN,
    State.EXPIRED,
    State.REVERSED,
)


def member(name: str = "Amira", member_id: str = "U0AMIRA") -> Member:
    """Somebody in Slack, by default who asks."""
    return Member(id=member_id, name=name)


def ticket(**changes: Any) -> Ticket:  # noqa: ANN401 (any field)
    """The one ticket that everything is about."""
    known: dict[str, Any] = {
        "key": "k4711",
        "number": "4711",
        "title": "Exports time out",
        "link": "https://helpdesk.example/tickets/4711",
        "state": TicketState.OPEN,
        "customer": "Acme",
        "plan": "Enterprise",
        "priority": "urgent",
        "owner": Person(id="p1", name="Amira"),
    }
    return Ticket(**known | changes)


def facts(text: str = "") -> Facts:
    """The facts as the helpdesk said them; with `text` in every place that is not ours."""
    about = ticket(
        **({"title": text, "customer": text, "plan": text, "priority": text} if text else {})
    )
    bea = member(text or "Bea", "U0BEA")
    return Facts(
        helpdesk="Intercom",
        requester=member(text or "Amira"),
        at=MONDAY,
        tickets={
            "ticket": TicketFacts(
                ticket=about,
                owner=member(text or "Chen", "U0CHEN"),
                next_update=MONDAY + timedelta(hours=3),
            )
        },
        colleagues={
            "new_owner": ColleagueFacts(
                member=bea,
                person=Person(id="p2", name=bea.name),
                situation=Situation(open_tickets=7, due_today=2, on_shift=True),
            )
        },
    )


def step(
    state: StepState, *, note: bool = False, because: str = "", link: str = "", name: str = "Lina"
) -> Step:
    """The assignment, or the note, and how far it is."""
    by, about = member(name, "U0LINA"), ticket()
    effect: HelpdeskEffect = AssignTicket(ticket=about, owner=Person(id="p2", name="Bea"), by=by)
    if note:
        written = Note(title="Approved", lines=(NoteLine(label="Why", text="So"),), marker="m")
        effect = WriteNote(ticket=about, note=written, by=by)
    return Step(effect=effect, state=state, because=because, link=link)


def request(
    state: State = State.PENDING,
    *,
    text: str = "",
    **changes: Any,  # noqa: ANN401 (any field)
) -> Request:
    """A reassignment in any state; with `text` in every place that is not ours."""
    lina = member(text or "Lina", "U0LINA")
    decided = state in {State.APPROVED, State.DENIED, State.REVERSED}
    known: dict[str, Any] = {
        "id": 12,
        "key": "f3a9",
        "kind": "reassign",
        "state": state,
        "version": 3,
        "form": {
            "ticket": "4711",
            "new_owner": "U0BEA",
            "reason": text.strip() if _visible(text) else "Bea knows exports",
        },
        "requester": member(text or "Amira"),
        "submitted_at": MONDAY,
        "fresh_at": MONDAY,
        "facts": None if state is State.CHECKING else facts(text),
        "duty": Duty(who=lina, because=f"{lina.name} is the shift lead on duty."),
        "talk": (Said(by=lina, words=text.strip() or "Why Bea?", at=MONDAY),)
        if state is State.ASKED
        else (),
        "decision": Decision(by=lina, at=MONDAY + timedelta(minutes=4), reason=text)
        if decided
        else None,
    }
    return Request(**known | changes)


def _visible(text: str) -> bool:
    """Tell whether a form would take it for something."""
    return any(character.isprintable() for character in text.strip())


def team(*leads: str, name: str = "") -> Team:
    """Mubeen, and these leads; with `name` they are all called so."""
    return Team(
        manager=member(name or "Mubeen", "U0MUBEEN"),
        leads=tuple(member(name or lead, f"U0{lead.upper()}") for lead in leads),
    )


def entries(count: int = 1) -> tuple[RosterEntry, ...]:
    """A roster of so many shifts and a cover."""
    shifts = (
        Shift(lead="U0LINA", weekday=at % 7, starts=MONDAY.time(), ends=MONDAY.time())
        for at in range(count)
    )
    cover = Cover(lead="U0LINA", starts=MONDAY, ends=MONDAY + timedelta(hours=2))
    return (
        *(RosterEntry(id=at, shift=shift) for at, shift in enumerate(shifts, 1)),
        RosterEntry(id=count + 1, shift=cover),
    )
