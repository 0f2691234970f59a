"""The desk: what somebody asked, what waits for them, who is on duty, and every command.

It answers /desk, and it is the home tab.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cards.blocks import (
    Json,
    Line,
    actions,
    button,
    divider,
    draw,
    fact,
    header,
    instant,
    lines,
    member,
    rich,
    small,
    text,
)
from cards.facts import asked
from cards.foreign_text import inline
from cards.ids import Action, begin_id
from cards.progress import stands
from cards.promise_forms import TITLES
from cards.promises import due_line
from cards.text_lengths import FACT, MINE, PROMISED
from rulebook.command import Command
from rulebook.desk import Desk
from rulebook.kinds import ASKED_FOR
from rulebook.promises import Promise
from rulebook.request import Request


def desk_answer(desk: Desk, commands: Iterable[Command]) -> Json:
    """Draw the desk as the answer to its command."""
    return {
        "response_type": "ephemeral",
        "text": "Your desk",
        "blocks": [*_parts(desk), rich(_typed(commands)), *_lists(desk)],
    }


def home(desk: Desk, commands: Iterable[Command]) -> list[Json]:
    """Draw the desk as the home tab, with a button for all that can be begun."""
    titles = {kind.name: kind.title for kind in ASKED_FOR.values()} | TITLES
    duty, *parts = _parts(desk)
    return [
        header("Your desk"),
        duty,
        actions(*(button(begin_id(what), title, what) for what, title in titles.items())),
        divider(),
        *parts,
        *_lists(desk),
        divider(),
        rich(_typed(commands)),
        small("This is how it was when you opened the tab; open it again for how it is."),
    ]


def _parts(desk: Desk) -> list[Json]:
    parts = [
        _duty(desk),
        _several("Waits for you", [*map(_theirs, desk.for_me)], "Nothing waits for you."),
        _promised("Promised on your tickets", desk.promises, desk.at),
        *([_promised("Promised by the team", desk.team, desk.at, owner=True)] * desk.leads),
        _several("You asked", [*map(_mine, desk.mine)], "You have not asked for anything yet."),
    ]
    return [rich(part) for part in parts]


def _lists(desk: Desk) -> list[Json]:
    again = button(Action.UNMUTE, "Send me the lists again", "lists")
    return [actions(again)] * desk.muted


def _typed(commands: Iterable[Command]) -> Json:
    return lines([text("What you can type", bold=True)], *(_command(each) for each in commands))


def _promised(
    title: str, promises: Iterable[Promise], at: datetime, *, owner: bool = False
) -> Json:
    told = [due_line(promise, at, owner=owner) for promise in promises]
    return _several(title, told, "Nothing is promised.", PROMISED)


def _duty(desk: Desk) -> Json:
    because = text(f" · {inline(desk.duty.because, FACT)}")
    now = [*fact("On duty", member(desk.duty.who, mentions=False)), because]
    if desk.next_duty is None or desk.changes_at is None:
        return lines(now)
    then = member(desk.next_duty.who, mentions=False)
    return lines(now, fact("Next", then, text(" · "), instant(desk.changes_at)))


def _several(title: str, told: Sequence[Line], nothing: str, most: int = MINE) -> Json:
    shown = [*told[:most]] or [[text(nothing)]]
    more = len(told) - most
    if more > 0:
        shown.append([text(f"and {more} more")])
    return lines([text(title, bold=True)], *shown)


def _mine(request: Request) -> Line:
    about = draw(asked(request), mentions=False)
    return [text("• "), *about, text(" · "), *stands(request)]


def _theirs(request: Request) -> Line:
    about = draw(asked(request), mentions=False)
    return [text("• "), *about, text(" · asked by "), member(request.requester, mentions=False)]


def _command(command: Command) -> Line:
    typed = f"{command.name} {command.usage}".strip()
    return [{**text(typed), "style": {"code": True}}, text(f"  {command.description}")]
