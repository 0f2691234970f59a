"""Requests of any kind, made from its fields alone: a new kind is covered by existing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from cards.viewer import Viewer
from gallery import samples
from rulebook.decided import DecidedRequest
from rulebook.effects.effect import Effect
from rulebook.effects.helpdesk import CreateTicket, HelpdeskEffect
from rulebook.facts import ColleagueFacts, Facts
from rulebook.form import Field, Widget
from rulebook.kinds import KINDS, AnyKind
from rulebook.kinds.by_hand import OWNER_CHANGE, ByHand, OwnerChangeFacts
from rulebook.moves import State
from rulebook.people import Member, Person
from rulebook.phrase import Mention, Text
from rulebook.request import Change, Request, Said, Step, StepState
from rulebook.result import Result
from rulebook.tickets import Customer

CLEAR = "Steps: export every invoice of May. Expected: one file. Actual: an empty page.\n"
HOW_FAR = (
    (StepState.DUE, StepState.DUE),
    (StepState.GIVEN_UP, StepState.DUE),
    (StepState.DONE, StepState.GIVEN_UP),
    (StepState.DONE, StepState.DONE),
)
HOLDER = samples.LINA
OTHERS = (
    replace(HOLDER, id="U0THEO"),
    replace(HOLDER, id="U0THEO", decides=False),
    replace(HOLDER, id="U0MUBEEN"),
    replace(HOLDER, manager=samples.member("Lina", "U0LINA")),
)


def given(kind: AnyKind, text: str = "") -> dict[str, str]:
    """The values that somebody fills in; with `text` wherever words go."""
    return {field.name: _typed(field, text) for field in kind.form.fields()}


def facts(kind: AnyKind, text: str = "") -> Facts:
    """The facts from outside about all that is named; with `text` in every place not ours."""
    known = samples.facts(text)
    (ticket,), (colleague,) = known.tickets.values(), known.colleagues.values()
    customer = Customer(key="c-1", name=text or "Acme", plan=text or "Enterprise")
    return known.model_copy(
        update={
            "tickets": dict.fromkeys(kind.form.named(Widget.TICKET), ticket),
            "colleagues": dict.fromkeys(kind.form.named(Widget.COLLEAGUE), colleague),
            "customers": dict.fromkeys(kind.form.named(Widget.CUSTOMER), customer),
            "more": {OWNER_CHANGE: _owner_change(text)} if kind.name == ByHand.name else {},
        }
    )


def request(
    kind: AnyKind,
    state: State = State.PENDING,
    *,
    text: str = "",
    **changes: Any,  # noqa: ANN401 (any field)
) -> Request:
    """A request of this kind in any state; with `text` in every place that is not ours."""
    known = {
        "kind": kind.name,
        "form": kind.read(given(kind, text)).given,
        "facts": None if state is State.CHECKING else facts(kind, text),
    }
    return samples.request(state, text=text, **known | changes)


def decided(kind: AnyKind, text: str = "") -> DecidedRequest:
    """A request of this kind that the lead decided."""
    return DecidedRequest.of(request(kind, text=text), by=_lead(text))


def effects(kind: AnyKind, text: str = "") -> tuple[Effect, ...]:
    """Everything that an approval sets off."""
    return decided(kind, text).what_follows().now


def every_request(kind: AnyKind, text: str = "") -> Iterator[Request]:
    """Every state, and every way that each can look."""
    remark = (Text(text="Look again: "), Mention(id="U0CHEN", name=text), Text(text=text))
    several: Any = {"remark": remark, "talk": _talk(text), "changes": _changes(kind, text)}
    for state in State:
        yield request(kind, state, text=text)
        yield request(kind, state, text=text, **several)
        yield request(kind, state, text=text, facts=None)
    waits: Any = {"waits_until": samples.MONDAY + timedelta(hours=9), "duty": None}
    yield request(kind, text=text, **waits)
    yield request(kind, State.APPROVED, text=text, decision=None)
    yield request(kind, State.APPROVED, text=text, decision=None, **waits)
    for first, rest in HOW_FAR:
        carried_out = steps(effects(kind, text), first, rest, text)
        yield request(kind, State.APPROVED, text=text, steps=carried_out)
        yield request(kind, State.APPROVED, text=text, steps=carried_out, **several)
        back = decided(kind, text).take_back()
        done = steps(effects(kind, text), StepState.DONE, StepState.DONE, text)
        taken_back = (*done, *steps(back, first, rest, text))
        yield request(kind, State.REVERSED, text=text, steps=taken_back, **several)


def readers(text: str = "") -> tuple[Viewer, ...]:
    """Readers of a card, with more beside it than it can name; without `text`, everybody."""
    beside = tuple(request(kind, text=text) for kind in KINDS.values()) * 8
    manager = samples.member(text or "Mubeen", "U0MUBEEN")
    holder = replace(HOLDER, manager=manager)
    everybody = (holder, samples.IN_THE_CHANNEL, *(() if text else OTHERS))
    return tuple(replace(reader, beside=beside) for reader in everybody)


def steps(
    effects: tuple[Effect, ...], first: StepState, rest: StepState, text: str
) -> tuple[Step, ...]:
    """The steps in the helpdesk: how far the first of them is, and the rest; `text` is why."""
    ours = [effect for effect in effects if isinstance(effect, HelpdeskEffect)]
    states = [first, *[rest] * len(ours)]
    return tuple(_step(effect, state, text) for effect, state in zip(ours, states, strict=False))


def _typed(field: Field, text: str) -> str:
    match field.widget:
        case Widget.TICKET:
            return "4711"
        case Widget.COLLEAGUE:
            return "U0BEA"
        case Widget.CUSTOMER:
            return "c-1"
        case Widget.ONE_LINE:
            return text.strip()[:255].strip() or "Export is slow"
        case Widget.PARAGRAPH:
            return f"{CLEAR}{text}"[:10_000]
        case Widget.CHOICE:
            return max(field.choices, key=len)
        case Widget.MINUTES:
            return "480"


def _owner_change(text: str) -> dict[str, Any]:
    """From somebody who is not in Slack to somebody who is."""
    before = samples.member(text or "Dora", "")
    now = samples.member(text or "Bea", "U0BEA")
    known = OwnerChangeFacts(
        at=samples.MONDAY,
        before=ColleagueFacts(member=before, person=Person(id="p3", name=before.name)),
        now=ColleagueFacts(member=now, person=Person(id="p2", name=now.name)),
    )
    return known.model_dump(mode="json")


def _lead(text: str) -> Member:
    return samples.member(text or "Lina", "U0LINA")


def _talk(text: str) -> tuple[Said, ...]:
    words = text.strip() or "Why Bea?"
    return tuple(
        Said(by=samples.member(text or name), words=words, at=samples.MONDAY)
        for name in ("Lina", "Amira") * 4
    )


def _changes(kind: AnyKind, text: str) -> tuple[Change, ...]:
    fields = kind.form.fields()
    return tuple(Change(label=field.label, before=text, after=f"not {text}") for field in fields)


def _step(effect: HelpdeskEffect, state: StepState, text: str) -> Step:
    made = isinstance(effect, CreateTicket) and state is StepState.DONE
    return Step(
        effect=effect,
        state=state,
        because=text,
        link="https://helpdesk.example/tickets/4712",
        made=Result.of(samples.ticket(key="k4712", number="4712", title=text)) if made else None,
    )
