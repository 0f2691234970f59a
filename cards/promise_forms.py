"""The forms of promises: making one, and moving one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from cards.blocks import Json, fact, instant, lines, rich, text
from cards.fields import entered
from cards.foreign import inline
from cards.ids import Action, BlockId, FormId, promise_value
from cards.inputs import field, filled_in, instant_picker, modal, number_input, search, text_input
from cards.limits import FACT
from cards.promises import about
from rulebook.promises import Promise, Promised
from rulebook.tickets import Suggestion

_NOTHING_WRONG: Mapping[str, str] = MappingProxyType({})
_LABELS = {BlockId.TICKET: "Ticket", BlockId.WHEN: "When", BlockId.MINUTES: "Minutes"}


def promise_form(
    what: Promised,
    ticket: str = "",
    *,
    at: datetime | None = None,
    errors: Mapping[str, str] = _NOTHING_WRONG,
    after: Promise | None = None,
) -> Json:
    """Ask what is promised, with what is known filled in and what is wrong with it on top.

    `after` is the promise that was just kept.
    """
    call = what is Promised.CALL
    told = [
        fact(_LABELS.get(BlockId(name), name), text(inline(sentence, FACT)))
        for name, sentence in errors.items()
    ]
    intro = (
        "You are reminded before the call begins."
        if call
        else ("You are reminded before it is due, unless your reply is in the helpdesk by then.")
    )
    done = [text("Well done. When does the customer hear from you next?")] if after else []
    chosen = Suggestion(value=ticket, words=f"#{ticket}") if ticket else None
    blocks = [
        *([rich(lines(*told))] if told else []),
        rich(lines(*([done] if done else []), [text(intro)])),
        field(BlockId.TICKET, "Ticket", search(Action.FIND_TICKET, "A number or words", chosen)),
        field(
            BlockId.WHEN,
            "When the call begins" if call else "When the update is due",
            instant_picker(at),
            hint="In your own time zone",
        ),
    ]
    if call:
        blocks.append(field(BlockId.MINUTES, "Minutes", number_input("30")))
    return modal(
        FormId.PROMISE,
        "Customer call" if call else "Promised update",
        blocks,
        submit="Save" if call else "Promise",
        metadata=what,
    )


def more_time_form(promise: Promise) -> Json:
    """Ask for another time, and why."""
    return modal(
        FormId.MORE_TIME,
        "Need more time",
        [
            rich(lines(*about(promise), fact("Promised for", instant(promise.due)))),
            field(BlockId.WHEN, "New time", instant_picker(), hint="In your own time zone"),
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


def _when(filled: Mapping[str, Json]) -> datetime | None:
    chosen = filled[BlockId.WHEN].get("selected_date_time")
    return datetime.fromtimestamp(chosen, UTC) if chosen else None
