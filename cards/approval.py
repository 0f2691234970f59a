"""The decider's card: the decision, with everything it needs, then what came of it."""

from typing import assert_never

from cards.blocks import (
    Json,
    actions,
    button,
    draw,
    emoji,
    header,
    instant,
    lines,
    rich,
    say,
    section,
    small,
    text,
)
from cards.facts import all_facts, asked, asked_after_a_colon, details, few_facts, kind_of
from cards.foreign import name_of, notification
from cards.ids import Action, BlockId, card_value
from cards.progress import outcome, reason, retry, steps
from rulebook.moves import State
from rulebook.ports import Message
from rulebook.request import Request


def decider_card(request: Request, *, mentions: bool = True) -> Message:
    """Draw a request for who decides it; a copy in a channel names people without pinging."""
    match request.state:
        case State.CHECKING | State.PENDING | State.ASKED:
            return _open(request, mentions=mentions)
        case (
            State.APPROVED
            | State.DENIED
            | State.WITHDRAWN
            | State.EXPIRED
            | State.REFUSED
            | State.REVERSED
        ):
            return _closed(request, mentions=mentions)
        case _:
            assert_never(request.state)


def _open(request: Request, *, mentions: bool) -> Message:
    kind = kind_of(request)
    blocks = [
        header(kind.title),
        *_remark(request, mentions=mentions),
        rich(
            lines(
                draw(asked(request), mentions=mentions, bold=True),
                *all_facts(request, mentions=mentions),
            ),
            *details(request, mentions=mentions),
        ),
        *_waiting(request),
        small(kind.rule),
        *_why(request, mentions=mentions),
    ]
    asks = f"{name_of(request.requester.name)} asks: {asked_after_a_colon(request)}"
    return Message(text=notification(asks), blocks=tuple(blocks))


def _waiting(request: Request) -> list[Json]:
    if request.state is State.CHECKING:
        return [small("The ticket is still being looked up.")]
    value = card_value(request)
    buttons = actions(
        button(Action.APPROVE, "Approve", value, "primary"),
        button(Action.DENY, "Deny", value, "danger"),
    )
    if request.state is State.ASKED:
        return [small("Waiting for the requester's answer; you can decide without it."), buttons]
    return [buttons]


def _closed(request: Request, *, mentions: bool) -> Message:
    headline = outcome(request)
    what = draw(asked(request), mentions=mentions, bold=True)
    blocks = [
        header(headline),
        *_remark(request, mentions=mentions),
        rich(lines(what, *steps(request)), *reason(request)),
    ]
    if buttons := retry(request):
        blocks.append(actions(*buttons))
    blocks.append(
        rich(
            lines(*few_facts(request, mentions=mentions), _decided(request)),
            *details(request, mentions=mentions, brief=True),
        )
    )
    if request.state is not State.APPROVED:
        blocks.append(small("Nothing is left to decide."))
    return Message(
        text=notification(f"{headline}: {asked_after_a_colon(request)}"),
        blocks=tuple(blocks),
    )


def _decided(request: Request) -> list[Json]:
    if request.decision is None:
        return []
    return [text("Decided  ", bold=True), instant(request.decision.at)]


def _remark(request: Request, *, mentions: bool) -> list[Json]:
    if not request.remark:
        return []
    first, *rest = say(request.remark, mentions=mentions)
    return [rich(section([emoji("warning"), text(" "), *first["elements"]]), *rest)]


def _why(request: Request, *, mentions: bool) -> list[Json]:
    if request.duty is None:
        return []
    question = "Why did this come to me?" if mentions else f"Why {name_of(request.duty.who.name)}?"
    return [small(f"{question} {request.duty.because}", block_id=BlockId.WHY)]
