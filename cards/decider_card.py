"""The decider's card: the decision, with everything it needs, then what came of it."""

from collections.abc import Iterator
from typing import assert_never

from cards.blocks import (
    Json,
    Line,
    actions,
    button,
    draw,
    emoji,
    fact,
    header,
    instant,
    lines,
    member,
    menu,
    rich,
    say,
    section,
    small,
    text,
)
from cards.facts import all_facts, asked, asked_after_a_colon, details, few_facts, kind_of
from cards.foreign_text import inline, name_of, notification
from cards.ids import Action, BlockId, card_value, menu_value
from cards.message import Message
from cards.progress import changed, outcome, reason, retry, steps
from cards.text_lengths import BESIDE, OPTION
from cards.viewer import Viewer
from rulebook.duty import Duty
from rulebook.moves import Move, State
from rulebook.request import Request


def decider_card(request: Request, reader: Viewer) -> Message:
    """Draw a request for who decides it; a copy in a channel names people without pinging."""
    match request.state:
        case State.CHECKING | State.PENDING | State.ASKED:
            return _open(request, reader)
        case (
            State.APPROVED
            | State.DENIED
            | State.WITHDRAWN
            | State.EXPIRED
            | State.REFUSED
            | State.REVERSED
        ):
            return _closed(request, reader)
        case _:
            assert_never(request.state)


def _open(request: Request, reader: Viewer) -> Message:
    kind = kind_of(request)
    mentions = reader.mentions
    blocks = [
        header(kind.title),
        *_remark(request, mentions=mentions),
        rich(
            lines(
                draw(asked(request), mentions=mentions, bold=True),
                *all_facts(request, mentions=mentions),
                *_beside(reader),
            ),
            *details(request, mentions=mentions),
        ),
        *_waiting(request, reader),
        small(kind.rule),
        *_why(request, reader),
    ]
    who = name_of(request.requester.name)
    announced = kind.ending.announced.format(who=who, title=kind.title)
    words = f"{announced}: {asked_after_a_colon(request)}"
    return Message(text=notification(words), blocks=tuple(blocks))


def _beside(reader: Viewer) -> list[Line]:
    return [
        fact(
            "Also open here",
            text(f"{kind_of(other).title}, asked by "),
            member(other.requester, mentions=reader.mentions),
            text(", waiting for an answer" if other.state is State.ASKED else ""),
        )
        for other in reader.beside[:BESIDE]
    ]


def _waiting(request: Request, reader: Viewer) -> list[Json]:
    if request.state is State.CHECKING:
        return [small("The ticket is still being looked up.")]
    said: list[Json] = []
    if request.waits_until:
        until = [text("It waits for the next shift: "), instant(request.waits_until), text(".")]
        said.append(rich(section(until)))
    elif request.duty:
        said += [rich(section(line)) for line in _with_whom(request.duty, request, reader)]
    if request.state is State.ASKED:
        name = name_of(request.requester.name)
        said.append(small(f"Waiting for {name}'s answer; you can decide without it."))
    return [*said, *_buttons(request, reader)]


def _with_whom(duty: Duty, request: Request, reader: Viewer) -> Iterator[Line]:
    """Name who has it, where that is not plainly the reader."""
    who = member(duty.who, mentions=reader.mentions)
    if duty.also and reader.id == duty.also.id:
        yield [who, text(" has not answered yet, so it came to you too.")]
    elif duty.also and reader.id == duty.who.id:
        also = member(duty.also, mentions=reader.mentions)
        yield [text("You have not answered yet, so "), also, text(" has it too.")]
    elif not reader.holds(request):
        yield [who, text(" has this now.")]


def _buttons(request: Request, reader: Viewer) -> list[Json]:
    if not reader.decides:
        return []
    value = card_value(request)
    asks = [button(Action.ASK, "Ask", value)] * _can_be_asked(request)
    rest = menu(_rest(request, reader))
    ending = kind_of(request).ending
    changes = Move.CHANGE_AND_APPROVE not in ending.without
    # What needs no reason is done by the press itself.
    denies = Action.PUT_BACK if ending.denial_undoes else Action.DENY
    return [
        actions(
            button(Action.APPROVE, ending.approve, value, "primary"),
            button(denies, ending.deny, value, "danger"),
            *asks,
            *[button(Action.CHANGE, "Change and approve", value)] * changes,
            *rest,
        )
    ]


def _can_be_asked(request: Request) -> bool:
    return request.state is State.PENDING and bool(request.requester.id)


def _rest(request: Request, reader: Viewer) -> dict[str, str]:
    rest = {}
    if reader.manager and not reader.is_manager():
        words = f"Pass on to {name_of(reader.manager.name)}"
        rest[menu_value(Action.PASS_ON, request)] = inline(words, OPTION)
    if not reader.id or not reader.holds(request):
        rest[menu_value(Action.TAKE, request)] = "I take it"
    return rest


def _closed(request: Request, reader: Viewer) -> Message:
    headline = outcome(request)
    mentions = reader.mentions
    what = draw(asked(request), mentions=mentions, bold=True)
    blocks = [
        header(headline),
        *_remark(request, mentions=mentions),
        rich(lines(what, *steps(request)), *reason(request)),
    ]
    if buttons := [*retry(request), *take_back(request, reader)]:
        blocks.append(actions(*buttons))
    blocks.append(
        rich(
            lines(*few_facts(request, mentions=mentions), *changed(request), _decided(request)),
            *details(request, mentions=mentions, brief=True),
        )
    )
    if request.went_ahead:
        blocks.append(small(f"Nobody has to approve this. {kind_of(request).rule}"))
    return Message(
        text=notification(f"{headline}: {asked_after_a_colon(request)}"),
        blocks=tuple(blocks),
    )


def take_back(request: Request, reader: Viewer) -> list[Json]:
    """Let who decided take it back, while that is possible."""
    until = request.reversible_until
    theirs = request.decision and request.decision.by.id == reader.id
    possible = kind_of(request).reversible and request.finished and until and reader.now <= until
    if not theirs or not possible:
        return []
    question = "Everything goes back to how it was, and everybody who heard of it is told."
    return [button(Action.REVERSE, "Take back", card_value(request), confirm=question)]


def _decided(request: Request) -> list[Json]:
    if request.decision is None:
        return []
    return [text("Decided  ", bold=True), instant(request.decision.at)]


def _remark(request: Request, *, mentions: bool) -> list[Json]:
    if not request.remark:
        return []
    first, *rest = say(request.remark, mentions=mentions)
    return [rich(section([emoji("warning"), text(" "), *first["elements"]]), *rest)]


def _why(request: Request, reader: Viewer) -> list[Json]:
    if request.duty is None or (request.duty.also and reader.id == request.duty.also.id):
        return []
    mine = reader.id and reader.holds(request)
    question = "Why did this come to me?" if mine else f"Why {name_of(request.duty.who.name)}?"
    return [small(f"{question} {request.duty.because}", block_id=BlockId.WHY)]
