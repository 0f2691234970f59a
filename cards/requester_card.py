"""The requester's message: one live account of where their request stands and what is next."""

from collections.abc import Iterator
from typing import assert_never

from cards.blocks import (
    Json,
    Line,
    actions,
    button,
    draw,
    fact,
    header,
    instant,
    lines,
    member,
    quote,
    rich,
    say,
    section,
    small,
    text,
)
from cards.decider_card import take_back
from cards.facts import asked, asked_after_a_colon, kind_of
from cards.foreign_text import name_of, notification
from cards.ids import Action, card_value
from cards.message import Message
from cards.progress import changed, outcome, reason, retry, rule_number, steps, who_decided
from cards.text_lengths import GLANCE, SENTENCE, SHORTENED, TALK
from cards.viewer import Viewer
from rulebook.moves import OPEN, Move, State
from rulebook.phrase import plain
from rulebook.request import Request, Said


def requester_message(request: Request, reader: Viewer) -> Message:
    """Draw a request for who asked: what happened, and what is next."""
    headline = _headline(request)
    blocks = [
        header(headline),
        rich(
            lines(draw(asked(request), bold=True), *_so_far(request)),
            *reason(request),
            *(say(request.remark) if request.remark else ()),
            *_talk(request),
            *(section([text(words)]) for words in [_goes_on(request)] if words),
        ),
    ]
    if buttons := [*_buttons(request, reader), *_for_who_decided_alone(request, reader)]:
        blocks.append(actions(*buttons))
    if request.duty and request.state is State.PENDING and request.waits_until is None:
        blocks.append(small(f"Why {name_of(request.duty.who.name)}? {request.duty.because}"))
    refused = request.state is State.REFUSED and request.remark
    about = plain(request.remark) if refused else asked_after_a_colon(request)
    return Message(text=notification(f"{headline}: {about}"), blocks=tuple(blocks))


def _for_who_decided_alone(request: Request, reader: Viewer) -> list[Json]:
    alone = request.decision and request.decision.by.id == request.requester.id
    return [*retry(request), *take_back(request, reader)] if alone else []


def _buttons(request: Request, reader: Viewer) -> Iterator[Json]:
    if request.state not in OPEN:
        return
    value = card_value(request)
    if request.state is State.ASKED:
        yield button(Action.ANSWER, "Answer", value, "primary")
    if request.waits_until and request.state is State.PENDING and reader.manager:
        yield button(Action.CANNOT_WAIT, "It cannot wait", value)
    without = kind_of(request).ending.without
    if request.state is not State.CHECKING and Move.EDIT not in without:
        yield button(Action.EDIT, "Edit", value)
    if Move.WITHDRAW not in without:
        question = "Whoever has it is told, and nothing is changed."
        yield button(Action.WITHDRAW, "Withdraw", value, confirm=question)


def _talk(request: Request) -> list[Json]:
    latest = request.talk[-TALK:]
    room = SENTENCE // max(len(latest), 1) if request.state in OPEN else GLANCE
    return [
        block
        for said in latest
        for block in (
            section(_who_said(said)),
            *quote(said.words, room, SHORTENED),
        )
    ]


def _who_said(said: Said) -> Line:
    if said.answers:
        return [text("You answered:")]
    return [member(said.by), text(" asked:")]


def _headline(request: Request) -> str:
    match request.state:
        case State.CHECKING:
            return "Looking it up…"
        case State.PENDING if request.waits_until:
            return "Waiting for the next shift"
        case State.PENDING:
            return f"Waiting for {_deciders(request)}"
        case State.ASKED:
            asked_by = [name_of(said.by.name) for said in request.talk[-1:]]
            return f"{''.join(asked_by) or 'A lead'} has a question"
        case _ if request.went_ahead:
            return f"Go ahead, {rule_number(request)}"
        case _:
            return outcome(request)


def _so_far(request: Request) -> list[Line]:
    match request.state:
        case State.PENDING | State.ASKED:
            asked_at = fact(kind_of(request).ending.asked, instant(request.submitted_at))
            if request.waits_until is None:
                return [asked_at]
            return [asked_at, fact("Reaches a lead", instant(request.waits_until))]
        case State.APPROVED | State.REVERSED | State.DENIED:
            alone = request.decision and request.decision.by.id == request.requester.id
            return [*steps(request, why=bool(alone)), *changed(request)]
        case _:
            return []


def _goes_on(request: Request) -> str:
    kind = kind_of(request)
    if request.state is State.DENIED and kind.ending.denial_undoes:
        return _taken_back(request, kind.again)
    return kind.ending.goes_on.get(request.state) or _next(request)


def _next(request: Request) -> str:
    again = kind_of(request).again
    match request.state:
        case State.CHECKING:
            return "The helpdesk is taking its time. You need do nothing; this message changes."
        case State.PENDING:
            return "You will hear here as soon as it is decided."
        case State.ASKED:
            return "Press Answer, and it goes on."
        case State.APPROVED:
            return _carried_out(request)
        case State.DENIED:
            who = who_decided(request.decision)
            return f"Nothing was changed. Speak to {who}, or {again} if something is different."
        case State.REFUSED:
            return f"Nothing was changed. When it fits, {again}."
        case State.WITHDRAWN:
            return f"Nothing was changed. If it matters again, {again}."
        case State.EXPIRED:
            return f"Nothing was changed. If it still matters, {again}."
        case State.REVERSED:
            return _taken_back(request, again)
        case _:
            assert_never(request.state)


def _taken_back(request: Request, again: str) -> str:
    who = who_decided(request.decision)
    if request.failed:
        return f"{who} sees why and can retry. You need do nothing."
    how = "It is as it was" if request.finished else "Everything goes back to how it was"
    return f"{how}. Speak to {who}, or {again}."


def _carried_out(request: Request) -> str:
    if request.went_ahead:
        return "Nobody has to approve this; the shift lead is told."
    if request.failed:
        if request.decision and request.decision.by.id == request.requester.id:
            return "When that is mended, press Retry."
        return f"{who_decided(request.decision)} sees why and can retry. You need do nothing."
    if request.doing:
        return "You need do nothing; this message follows along."
    return "" if request.steps else "Go ahead. There is no ticket, so no note was written."


def _deciders(request: Request) -> str:
    duty = request.duty
    have_it = [name_of(who.name) for who in (duty.who, duty.also) if who] if duty else []
    return " and ".join(have_it) or "a lead"
