"""The progress of an approved request: what is done, what is under way, what has failed."""

from typing import assert_never

from cards.blocks import (
    Json,
    Line,
    button,
    emoji,
    fact,
    instant,
    link,
    member,
    quote,
    section,
    text,
)
from cards.facts import kind_of, lower_first
from cards.foreign_text import inline, name_of
from cards.ids import Action, card_value
from cards.text_lengths import FACT, NAME, SENTENCE, SHORTENED
from rulebook.changes import in_words
from rulebook.moves import OPEN, RULES, Move, State
from rulebook.request import Decision, Request, Step, StepState


def outcome(request: Request) -> str:
    """Head a card whose request is no longer open: what came of it, and nothing more."""
    match request.state:
        case State.DENIED:
            denied = kind_of(request).ending.denied
            return f"{denied} by {who_decided(request.decision)}{_since(request)}"
        case State.WITHDRAWN:
            return f"Withdrawn by {name_of(request.requester.name)}"
        case State.EXPIRED:
            return "Expired · nobody decided in two support days"
        case State.REFUSED:
            return "Not possible as it stands"
        case State.REVERSED:
            return f"Taken back by {who_decided(request.decision)}"
        case _ if request.went_ahead:
            return f"Went ahead under {rule_number(request)}"
        case _:
            how = "Changed and approved" if request.changes else "Approved"
            return f"{how} by {who_decided(request.decision)}{_since(request)}"


def rule_number(request: Request) -> str:
    """Name the handbook's rule that a request is about: *S14*."""
    return kind_of(request).rule.partition(":")[0]


def who_decided(decision: Decision | None) -> str:
    """Name who decided."""
    return name_of(decision.by.name) if decision else "somebody"


def steps(request: Request, *, why: bool = True) -> list[Line]:
    """Every step and how it stands, a line each, with `why` it failed or waits.

    Of what was taken back, only what takes it back.
    """
    back = (at for at, step in enumerate(request.steps) if step.effect.undoes)
    taken = request.steps[next(back, 0) :]
    several = len({step.effect.where for step in taken}) > 1
    return [_step(step, request, several=several, why=why) for step in taken]


def reason(request: Request) -> list[Json]:
    """Quote why it was decided so, where who decided said why."""
    words = quote(request.decision.reason, SENTENCE, SHORTENED) if request.decision else []
    return [section([text("Reason", bold=True)]), *words] if words else []


def retry(request: Request) -> list[Json]:
    """Offer another try, where one is possible."""
    if request.failed is None or request.state not in RULES[Move.RETRY].before:
        return []
    return [button(Action.RETRY, "Retry", card_value(request), "primary")]


def changed(request: Request) -> list[Line]:
    """Say what the decider changed before approving."""
    if not request.changes:
        return []
    return [fact("Changed before approving", text(inline(in_words(request.changes), FACT)))]


def _since(request: Request) -> str:
    if request.failed:
        return f" · {lower_first(request.failed.effect.failed)}"
    if request.doing:
        return f" · {request.doing.effect.doing}…"
    if not request.steps:
        return " · no ticket to note" if request.state is State.APPROVED else ""
    if any(step.state is StepState.LATER for step in request.steps):
        return " · more comes later"
    noted = all(step.effect.notes for step in request.steps)
    return " · noted" if noted else " · all done"


def _step(step: Step, request: Request, *, several: bool, why: bool) -> Line:
    several = several and not step.effect.makes
    on = f" ({inline(step.effect.where, FACT)})" if several else ""
    because = inline(step.because.strip(), FACT) if why else ""
    match step.state:
        case StepState.DONE:
            return [
                emoji("white_check_mark"),
                text(" "),
                link(step.link, _done(step)),
                text(on),
            ]
        case StepState.GIVEN_UP:
            failed = text(f" {step.effect.failed}{on}", bold=True)
            return [emoji("warning"), failed, text(f": {because}" if because else ".")]
        case StepState.DUE:
            mark, words = _due(step, request)
            again = f" It is being tried again: {because}" if because else ""
            return [emoji(mark), text(f" {words}{on}…{again}")]
        case StepState.LATER:
            return [emoji("white_circle"), text(f" Later: {step.effect.doing}{on}")]
        case _:
            assert_never(step.state)


def _done(step: Step) -> str:
    if step.made is None:
        return step.effect.done
    return f"{_upper(step.made.what)} {inline(step.made.name, NAME)} created"


def _due(step: Step, request: Request) -> tuple[str, str]:
    if request.failed is None and step is request.doing:
        return "hourglass_flowing_sand", _upper(step.effect.doing)
    waits = "Waits for that" if request.failed else "Then"
    return "white_circle", f"{waits}: {step.effect.doing}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def stands(request: Request) -> Line:
    """Say on a line of a list where a request stands."""
    if request.state not in OPEN:
        return [text(lower_first(outcome(request)))]
    if request.waits_until:
        return [text("waits for the next shift: "), instant(request.waits_until)]
    if request.state is State.CHECKING or request.duty is None:
        return [text("is being looked up")]
    if request.state is State.ASKED:
        return [text("waits for "), member(request.requester, mentions=False), text("'s answer")]
    return [text("with "), member(request.duty.who, mentions=False)]
