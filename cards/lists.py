"""Lists: somebody's day, what the team has open, what came due while the bot was away."""

from collections.abc import Sequence

from cards.blocks import (
    Json,
    Line,
    actions,
    button,
    draw,
    header,
    lines,
    member,
    rich,
    small,
    text,
)
from cards.facts import asked
from cards.foreign_text import notification
from cards.ids import Action
from cards.message import Message
from cards.progress import stands
from cards.promises import due_line
from cards.text_lengths import LIST
from rulebook.lists import Agenda
from rulebook.request import Request


def agenda_message(agenda: Agenda) -> Message:
    """Draw a list, the most pressing first; it can be muted."""
    title = "Open as the shift changes" if agenda.team else "Your day"
    blocks = [header(title), *_parts(agenda), actions(_mute())]
    return Message(text=notification(f"{title}: {counted(agenda)}"), blocks=tuple(blocks))


def caught_up_message(agenda: Agenda) -> Message:
    """Draw what came due while the bot was away."""
    title = "While I was away"
    why = "I could not remind you in time. Each of these waits for a word; /desk has them too."
    blocks = [header(title), *_parts(agenda), small(why)]
    return Message(text=notification(f"{title}: {counted(agenda)}"), blocks=tuple(blocks))


def counted(agenda: Agenda) -> str:
    """*2 promises, 1 request*."""
    overdue = sum(promise.due <= agenda.at for promise in agenda.promises)
    told = (
        (len(agenda.promises), "promise"),
        (len(agenda.requests), "open request"),
    )
    words = [f"{count} {what}{'s' * (count != 1)}" for count, what in told if count]
    return ", ".join([*words, *([f"{overdue} overdue"] if overdue else [])]) or "nothing"


def _parts(agenda: Agenda) -> list[Json]:
    promised = [due_line(each, agenda.at, owner=agenda.team) for each in agenda.promises]
    waiting = [_request(each, team=agenda.team) for each in agenda.requests]
    parts = [("Promised to customers", promised), ("Open requests", waiting)]
    return [rich(_several(title, told)) for title, told in parts if told]


def _several(title: str, told: Sequence[Line]) -> Json:
    shown = [*told[:LIST]]
    if more := len(told) - LIST:
        shown += [[text(f"and {more} more")]] if more > 0 else []
    return lines([text(title, bold=True)], *shown)


def _request(request: Request, *, team: bool) -> Line:
    by = [text(" · asked by "), member(request.requester, mentions=False)] if team else []
    return [text("• "), *draw(asked(request), mentions=False), text(" · "), *stands(request), *by]


def _mute() -> Json:
    return button(Action.MUTE, "Mute these lists", "lists")
