"""Every way that a request can stand: each state, and within it how far and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gallery import samples
from gallery.every_kind import CLEAR, effects, facts, given, request, steps
from rulebook.changes import in_words
from rulebook.checks import UnknownCustomer
from rulebook.decided import DecidedRequest
from rulebook.duty import Duty
from rulebook.effects.effect import Effect
from rulebook.form import Field, Widget
from rulebook.kind import Kind
from rulebook.kinds import AnyKind
from rulebook.moves import State
from rulebook.phrase import Phrase, phrase
from rulebook.refusals import TicketIsClosed
from rulebook.request import Change, Decision, Request, Said, Step, StepState

AMIRA, BEA, CHEN, LINA, THEO, MUBEEN = samples.CAST
WHY = "Bea knows exports best, and the customer writes in French."
MINUTES, SHORT = 45, 30
LATER = samples.MONDAY + timedelta(minutes=4)
LINAS = Duty(who=LINA, because="Lina is the shift lead on duty.")
THEOS = Duty(who=THEO, because="Theo is the shift lead on duty.")
FAILED = (
    "Intercom refused to assign the conversation: Admin not found (404). Check that the ticket is "
    "still there and that both people still have a seat."
)
REFUSED = "Intercom refused to write the note: Forbidden (403). Check that the access token may."
PAUSE = "Intercom asked for a pause."
DUE, DONE, GIVEN_UP = StepState.DUE, StepState.DONE, StepState.GIVEN_UP
_NOT_AFTERWARDS = {State.CHECKING, State.REFUSED, State.WITHDRAWN, State.REVERSED}
HowFar = tuple[StepState, StepState, str]
HOW_FAR: dict[str, HowFar] = {
    "on its way": (DUE, DUE, ""),
    "tried again": (DUE, DUE, PAUSE),
    "not done": (GIVEN_UP, DUE, FAILED),
    "writing the note": (DONE, DUE, ""),
    "note not written": (DONE, GIVEN_UP, REFUSED),
    "done": (DONE, DONE, ""),
}


@dataclass(frozen=True)
class Stand:
    """A request, and in a few words how it stands."""

    title: str
    request: Request


def ways(kind: AnyKind) -> Iterator[Stand]:
    """Every way that a request of this kind can stand."""
    for state in State:
        if possible(kind, state):
            yield from _in(kind, state)


def possible(kind: AnyKind, state: State) -> bool:
    """Tell whether a request of this kind can come to be in this state."""
    if kind.ending.denial_undoes:
        return state not in _NOT_AFTERWARDS
    return state is not State.REVERSED or kind.reversible


def asked_for(kind: AnyKind, state: State = State.PENDING, **changes: Any) -> Request:  # noqa: ANN401 (any field)
    """A request of this kind as somebody would really write it."""
    known: dict[str, Any] = {"form": kind.read(filled_in(kind)).given, "duty": LINAS}
    return request(kind, state, **known | changes)


def filled_in(kind: AnyKind) -> dict[str, str]:
    """A form as somebody would really fill it in."""
    known = given(kind)
    fields = kind.form.fields()
    written = {field.name: _written(field, known[field.name]) for field in fields}
    return {name: words for name, words in written.items() if words}


def _written(field: Field, otherwise: str) -> str:
    match field.widget:
        case Widget.MINUTES:
            return f"{MINUTES}"
        case Widget.PARAGRAPH if field.ticket_text:
            return CLEAR.strip()
        case Widget.PARAGRAPH | Widget.ONE_LINE if field.optional:
            return ""
        case Widget.PARAGRAPH:
            return WHY
        case _:
            return otherwise


def _in(kind: AnyKind, state: State) -> Iterator[Stand]:
    match state:
        case State.CHECKING:
            yield Stand("checking", asked_for(kind, state, duty=None))
        case State.PENDING:
            yield from _pending(kind)
        case State.ASKED:
            yield Stand("asked", asked_for(kind, state, talk=_talk()[:1]))
        case State.APPROVED:
            yield from _approved(kind)
        case State.DENIED if kind.ending.denial_undoes:
            yield from _back(kind, state)
        case State.DENIED:
            yield Stand("denied", asked_for(kind, state, decision=_decided("Chen is back at ten.")))
        case State.REFUSED:
            yield Stand("refused", asked_for(kind, state, remark=_refusal(kind), duty=None))
        case State.REVERSED:
            yield from _back(kind, state)
        case _:
            yield Stand(state, asked_for(kind, state))


def _pending(kind: AnyKind) -> Iterator[Stand]:
    yield Stand("pending", asked_for(kind))
    until = samples.MONDAY + timedelta(hours=22)
    yield Stand("waiting for the next shift", asked_for(kind, waits_until=until, duty=None))
    yield Stand("handed over", asked_for(kind, duty=THEOS))
    yield Stand("late", asked_for(kind, duty=LINAS.model_copy(update={"also": MUBEEN})))
    yield Stand("answered", asked_for(kind, talk=_talk()))
    if kind.ending.denial_undoes:
        return
    yield Stand("edited", asked_for(kind, remark=_edited(kind)))
    yield Stand("reopened", asked_for(kind, remark=_reopened()))


def _approved(kind: AnyKind) -> Iterator[Stand]:
    for title, how_far in _different(kind).items():
        carried_out = _steps(effects(kind), how_far)
        yield Stand(f"approved, {title}", asked_for(kind, State.APPROVED, steps=carried_out))
    if kind.ending.denial_undoes:
        return
    done = _done(kind)
    changed = {"steps": done, "changes": _changes(kind)}
    yield Stand("changed and approved", asked_for(kind, State.APPROVED, **changed))
    if kind.deciders_act_alone:
        alone = {"steps": done, "decision": Decision(by=AMIRA, at=LATER), "duty": None}
        yield Stand("decided alone", asked_for(kind, State.APPROVED, **alone))
    if not kind.form.fixed():
        yield Stand("approved, without another ticket", _without_a_ticket(kind))
    if type(kind).needs_approval is not Kind.needs_approval:
        short = filled_in(kind) | dict.fromkeys(kind.form.named(Widget.MINUTES), f"{SHORT}")
        ahead = {"form": kind.read(short).given, "steps": done, "decision": None}
        yield Stand("gone ahead", asked_for(kind, State.APPROVED, **ahead))


def _without_a_ticket(kind: AnyKind) -> Request:
    tickets = kind.form.named(Widget.TICKET)
    named = {name: words for name, words in filled_in(kind).items() if name not in tickets}
    known = facts(kind).model_copy(update={"tickets": {}})
    about = asked_for(kind, form=kind.read(named).given, facts=known)
    done = _steps(DecidedRequest.of(about, by=LINA).what_follows().now, HOW_FAR["done"])
    approved = {"state": State.APPROVED, "steps": done, "decision": _decided()}
    return about.model_copy(update=approved)


def _back(kind: AnyKind, state: State) -> Iterator[Stand]:
    back = DecidedRequest.of(asked_for(kind), facts(kind), by=LINA).take_back()
    for title, how_far in HOW_FAR.items():
        several = (*(() if kind.ending.denial_undoes else _done(kind)), *_steps(back, how_far))
        yield Stand(f"{kind.ending.undone}, {title}", asked_for(kind, state, steps=several))


def _different(kind: AnyKind) -> dict[str, HowFar]:
    """Of a kind with one step, some ways are the same."""
    alone = len(_done(kind)) == 1
    same = {"writing the note", "note not written"} if alone else set()
    return {title: how_far for title, how_far in HOW_FAR.items() if title not in same}


def _steps(several: tuple[Effect, ...], how_far: HowFar) -> tuple[Step, ...]:
    """With the reason where it goes no further."""
    first, rest, because = how_far
    taken = steps(several, first, rest, "")
    stuck = next((step for step in taken if step.state is not DONE), None)
    told = stuck and stuck.model_copy(update={"because": because})
    return tuple(told if told and step is stuck else step for step in taken)


def _done(kind: AnyKind) -> tuple[Step, ...]:
    return _steps(effects(kind), HOW_FAR["done"])


def _decided(reason: str = "") -> Decision:
    return Decision(by=LINA, at=LATER, reason=reason)


def _talk() -> tuple[Said, Said]:
    question = Said(by=LINA, words="Does it have to be today?", at=LATER)
    answer = Said(by=AMIRA, words="Yes: they close their books tonight.", at=LATER, answers=True)
    return question, answer


def _changes(kind: AnyKind) -> tuple[Change, ...]:
    names = kind.form.named(Widget.COLLEAGUE)
    labels = [field.label for field in kind.form.fields() if field.name in names]
    return tuple(Change(label=label, before="Theo", after="Bea") for label in labels)


def _edited(kind: AnyKind) -> Phrase:
    return phrase("{who} changed {what}.", who=AMIRA, what=in_words(_changes(kind)))


def _reopened() -> Phrase:
    difference = "{ticket} is {now}'s now, no longer {was}'s."
    words = f"{{by}} approved, but nothing was done: {difference} It is up for a decision again."
    return phrase(words, by=LINA, ticket=samples.ticket(), now=THEO.name, was=CHEN.name)


def _refusal(kind: AnyKind) -> Phrase:
    if kind.form.fixed():
        return TicketIsClosed(ticket=samples.ticket()).sentence
    return UnknownCustomer(helpdesk="Intercom").sentence
