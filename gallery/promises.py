"""Word of promises: to who has the ticket, to the lead, and the forms."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cards.message import Message
from cards.promise_forms import more_time_form, promise_form
from cards.promises import ReminderSituation, lead_card, reminder_message
from gallery import samples
from gallery.piece import Piece, Section, form, message
from gallery.promise_samples import promise
from gallery.ways import AMIRA, LINA
from rulebook.people import Person
from rulebook.promises import (
    PROMISED_BY_PEOPLE,
    HowManyMinutes,
    Promise,
    Promised,
    PromiseState,
    steps,
)
from rulebook.refusals import WhichTicket
from rulebook.support_hours import SupportHours
from rulebook.when import WhenIsItDue

HOURS = SupportHours(
    timezone=ZoneInfo("America/New_York"),
    opens=time(8),
    closes=time(18),
    days=frozenset(range(5)),
    holidays=(),
)
_BEFORE = (timedelta(minutes=60), timedelta(minutes=15))
_MADE = samples.MONDAY
_DUE = samples.MONDAY + timedelta(hours=3)
_LATER = _DUE + timedelta(hours=2)
_MOVED = "The export has to be run again on their side first."
_MINUTES = 30


def sections() -> Iterator[Section]:
    """Of each thing that is promised: every step, every end, and the forms."""
    for what in Promised:
        name = f"Promised {what}" if what in PROMISED_BY_PEOPLE else "The helpdesk's deadline"
        yield Section(f"{name}: for who has the ticket", tuple(_reminders(what)))
        yield Section(f"{name}: for the lead", tuple(_cards(what)))
        if what in PROMISED_BY_PEOPLE:
            yield Section(f"{name}: forms", tuple(_forms(what)))


def made(what: Promised, state: PromiseState = PromiseState.OPEN, **changes: Any) -> Promise:  # noqa: ANN401 (any field)
    """A promise for three hours later."""
    known: dict[str, Any] = {"what": what, "state": state, "made_at": _MADE, "due": _DUE}
    if what is Promised.CALL:
        known["minutes"] = _MINUTES
    if what is Promised.DEADLINE:
        known |= {"by": None, "reason": "first response"}
    if state is not PromiseState.OPEN:
        known["ended_at"] = _DUE - timedelta(minutes=20)
    return promise(**known | changes)


def _reminders(what: Promised) -> Iterator[Piece]:
    zone, soon = HOURS.timezone, _DUE - timedelta(minutes=15)
    for step in steps(made(what), HOURS, _BEFORE):
        yield _reminder(what, f"at {step.name}", reminder_message(made(what), step.at, zone))
    instead = ReminderSituation(to_lead=True)
    for title, about in (("in Chen's place", _chens(what)), ("nobody's ticket", _nobodys(what))):
        told = reminder_message(about, soon, zone, instead)
        yield _reminder(what, title, told, to_lead=True)
    if what is Promised.UPDATE:
        at_night = reminder_message(made(what), soon, zone, ReminderSituation(at_night=True))
        yield _reminder(what, "due at night", at_night)
        by_sla = reminder_message(made(what, by=None), soon, zone)
        yield _reminder(what, "by the SLA", by_sla)
    if what in PROMISED_BY_PEOPLE:
        moved = reminder_message(made(what, reason=_MOVED), soon, zone)
        yield _reminder(what, "moved there", moved)
    for title, over, another in _ended(what):
        ended = reminder_message(over, _DUE, zone, instead=another)
        yield _reminder(what, title, ended)


def _cards(what: Promised) -> Iterator[Piece]:
    broken = made(what, broken_at=_DUE)
    yield _card(what, "broken", broken)
    yield _card(what, "broken, nobody's ticket", _nobodys(what))
    if what is Promised.UPDATE:
        yield _card(what, "broken, by the SLA", made(what, by=None, broken_at=_DUE))
    for title, over, instead in _ended(what):
        late = over.model_copy(update={"broken_at": _DUE, "ended_at": _LATER})
        yield _card(what, title, late, instead)


def _forms(what: Promised) -> Iterator[Piece]:
    wrong = {"ticket": f"{WhichTicket()}", "when": f"{WhenIsItDue()}"}
    lasting = {"minutes": f"{HowManyMinutes()}"} if what is Promised.CALL else {}
    yield form(f"{what.capitalize()}: empty", promise_form(what), AMIRA)
    known = promise_form(what, "4711", at=_DUE, errors={"when": f"{WhenIsItDue()}"})
    yield form(f"{what.capitalize()}: from a command with something wrong in it", known, AMIRA)
    yield form(f"{what.capitalize()}: sent empty", promise_form(what), AMIRA, wrong | lasting)
    if what is Promised.UPDATE:
        following = promise_form(what, "4711", at=_DUE, following=True)
        yield form(f"{what.capitalize()}: the next one", following, AMIRA)
    yield form(f"{what.capitalize()}: need more time", more_time_form(made(what), _LATER), AMIRA)
    no_reason = {"reason": "This is needed."}
    yield form(
        f"{what}: moved without saying why", more_time_form(made(what), _LATER), LINA, no_reason
    )


def _ended(what: Promised) -> Iterator[tuple[str, Promise, Promise | None]]:
    """Every end: how, the promise, and what took its place."""
    for state in PromiseState:
        if state is PromiseState.OPEN:
            continue
        instead = made(what, due=_LATER) if state is PromiseState.MOVED else None
        if what is not Promised.CALL or state is not PromiseState.KEPT:  # nothing else sees a call
            yield f"{state}", made(what, state), instead
        if what in PROMISED_BY_PEOPLE:
            yield f"{state} by somebody", made(what, state, ended_by=LINA), instead


def _nobodys(what: Promised) -> Promise:
    return made(what, ticket=samples.ticket(owner=None))


def _chens(what: Promised) -> Promise:
    return made(what, ticket=samples.ticket(owner=Person(id="p3", name="Chen")))


def _reminder(what: Promised, title: str, drawn: Message, *, to_lead: bool = False) -> Piece:
    whom = LINA if to_lead else AMIRA
    return message(f"{what.capitalize()}, for {whom.name}: {title}", drawn, whom)


def _card(what: Promised, title: str, about: Promise, instead: Promise | None = None) -> Piece:
    return message(f"{what.capitalize()}, for the lead: {title}", lead_card(about, instead), LINA)
