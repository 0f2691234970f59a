"""The forms of promises: making one, and moving one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from cards.blocks import Json, fact, instant, lines, rich, text
from cards.fields import entered
from cards.foreign_text import inline
from cards.ids import Action, BlockId, FormId, promise_value
from cards.inputs import field, filled_in, instant_picker, modal, number_input, search, text_input
from cards.promises import about
from cards.text_lengths import FACT
from rulebook.promises import Promise, Promised
from rulebook.tickets import Suggestion

TITLES = {Promised.UPDATE: "Promised update", Promised.CALL: "Customer call"}
_NOTHING_WRONG: Mapping[str, str] = MappingProxyType({})
_OWN_ZONE = "In your own time zone"
_LABELS = {BlockId.TICKET: "Ticket", BlockId.WHEN: "When", BlockId.MINUTES: "Minutes"}


def promise_form(  # noqa: PLR0913 (what is known already)
    what: Promised,
    ticket: str = "",
    *,
    at: datetime | None = None,
    minutes: int = 0,
    errors: Mapping[str, str] = _NOTHING_WRONG,
    following: bool = False,
) -> Json:
    """Ask what is promised, with what is known filled in and what is wrong with it on top.

    `following`: the customer was updated just now, and this is what comes next.
    """
    call = what is Promised.CALL
    wrong = [fact(_LABELS[BlockId(name)], _said(words)) for name, words in errors.items()]
    chosen = Suggestion(value=ticket, words=f"#{ticket}") if ticket else None
    begins = "When the call begins" if call else "When the update is due"
    blocks = [
        *([rich(lines(*wrong))] if wrong else []),
        rich(lines([text(_intro(call=call, following=following))])),
        field(BlockId.TICKET, "Ticket", search(Action.FIND_TICKET, "A number or words", chosen)),
        field(BlockId.WHEN, begins, instant_picker(at, focus=bool(ticket)), hint=_OWN_ZONE),
    ]
    if call:
        blocks.append(field(BlockId.MINUTES, "Minutes", number_input(f"{minutes or 30}")))
    return modal(
        FormId.PROMISE,
        TITLES[what],
        blocks,
        submit="Save" if call else "Promise",
        close="No further promise" if following else "Cancel",
        metadata=what,
    )


def more_time_form(promise: Promise, at: datetime) -> Json:
    """Ask for another time, `at` unless told otherwise, and why."""
    return modal(
        FormId.MORE_TIME,
        "Need more time",
        [
            rich(lines(*about(promise), fact("Promised for", instant(promise.due)))),
            field(BlockId.WHEN, "New time", instant_picker(at, focus=True), hint=_OWN_ZONE),
            field(
                BlockId.REASON,
                "Why",
                text_input(multiline=True),
                hint="The lead sees this. Tell the customer too.",
            ),
        ],
        submit="Move",
        metadata=promise_value(promise),
    )


def read_promise_form(view: Mapping[str, Any]) -> tuple[Promised, str, datetime | None, int]:
    """Read what is promised, on which ticket, for when, and how many minutes a call takes."""
    filled = filled_in(view)
    ticket = entered(filled[BlockId.TICKET])
    minutes = entered(filled[BlockId.MINUTES]) if BlockId.MINUTES in filled else ""
    what = Promised(view["private_metadata"])
    return what, ticket, _when(filled), int(minutes) if minutes.isdecimal() else 0


def read_more_time_form(view: Mapping[str, Any]) -> tuple[datetime | None, str]:
    """Read the new time and the reason."""
    filled = filled_in(view)
    return _when(filled), entered(filled[BlockId.REASON])


def _said(words: str) -> Json:
    return text(inline(words, FACT))


def _intro(*, call: bool, following: bool) -> str:
    if following:
        return "Noted. When does the customer hear from you next?"
    if call:
        return "Whoever has the ticket is reminded ten and two minutes before."
    return "Whoever has the ticket is reminded before, unless the customer had a reply by then."


def _when(filled: Mapping[str, Json]) -> datetime | None:
    chosen = filled[BlockId.WHEN].get("selected_date_time")
    return datetime.fromtimestamp(chosen, UTC) if chosen else None
