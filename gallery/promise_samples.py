"""Made-up promises, and everything that is drawn of them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from cards.lists import agenda_message, caught_up_message
from cards.message import Message
from cards.promise_forms import more_time_form, promise_form
from cards.promises import ReminderSituation, lead_card, reminder_message
from gallery import samples
from gallery.every_kind import every_request
from rulebook.kinds import KINDS
from rulebook.lists import Agenda
from rulebook.people import Person
from rulebook.promises import PROMISED_BY_PEOPLE, Promise, Promised, PromiseState

NEW_YORK = ZoneInfo("America/New_York")
LEFT = (timedelta(days=3), timedelta(minutes=15), timedelta())


def promise(**changes: Any) -> Promise:  # noqa: ANN401 (any field)
    """An update promised for an hour later."""
    known: dict[str, Any] = {
        "id": 7,
        "what": Promised.UPDATE,
        "ticket": samples.ticket(),
        "due": samples.MONDAY + timedelta(hours=1),
        "made_at": samples.MONDAY,
        "by": samples.member(),
    }
    return Promise(**known | changes)


def every_promise(text: str = "") -> Iterator[Promise]:
    """Every kind in every state, in time and late; with `text` in every place that is not ours."""
    about: dict[str, Any] = {}
    if text:
        owner = Person(id="p1", name=text)
        words = {"title": text, "customer": text, "plan": text, "priority": text}
        ticket = samples.ticket(**words, owner=owner)
        about = {"ticket": ticket, "by": samples.member(text), "reason": text}
    for state in PromiseState:
        ended = {} if state is PromiseState.OPEN else {"ended_at": samples.MONDAY}
        for what, minutes in ((Promised.UPDATE, 0), (Promised.CALL, 30), (Promised.DEADLINE, 0)):
            yield promise(state=state, what=what, minutes=minutes, **ended, **about)
            yield promise(
                state=state,
                what=what,
                minutes=minutes,
                broken_at=samples.MONDAY,
                ended_by=samples.member(text or "Bea", "U0BEA") if ended else None,
                **ended,
                **(about | {"by": None}),
            )


def every_message(text: str = "") -> Iterator[Message]:
    """Everything that is said of promises, and the lists."""
    for each in every_promise(text):
        for left, instead in product(LEFT, (None, each)):
            yield lead_card(each, instead)
            now = each.due - left
            for situation in (ReminderSituation(), ReminderSituation(to_lead=True, at_night=True)):
                yield reminder_message(each, now, NEW_YORK, situation, instead)
    yield from every_list(text)


def every_list(text: str = "") -> Iterator[Message]:
    """Lists, long ones too."""
    several = tuple(every_promise(text))
    asked = tuple(asked for kind in KINDS.values() for asked in every_request(kind, text))
    for team in (True, False):
        for promises, requests in ((several, asked), (several * 10, ()), ((), asked * 3)):
            about = Agenda(promises=promises, requests=requests, at=samples.MONDAY, team=team)
            yield agenda_message(about)
            yield caught_up_message(about)


def every_form(text: str = "") -> Iterator[Any]:
    """The forms, with and without what was given."""
    for what in PROMISED_BY_PEOPLE:
        yield promise_form(what)
        errors = {"ticket": text or "Which ticket?", "when": text or "When?"}
        yield promise_form(what, "4711", at=samples.MONDAY, errors=errors)
    for each in (one for one in every_promise(text) if not one.is_deadline):
        yield promise_form(each.what, each.ticket.number, following=True)
        yield more_time_form(each, samples.MONDAY)
