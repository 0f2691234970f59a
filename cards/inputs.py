"""Inputs to fill in, and reading them back from a view that was sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cards.blocks import Json, plain_text
from cards.foreign_text import inline, shorten
from cards.ids import Action, FormId
from cards.text_lengths import HINT, INPUT, OPTION, OPTIONS, TITLE, typed
from rulebook.tickets import Suggestion


def modal(  # noqa: PLR0913 (the parts of a view)
    form: FormId,
    title: str,
    blocks: Iterable[Json],
    *,
    submit: str = "",
    close: str = "Cancel",
    metadata: str = "",
) -> Json:
    """Draw a view that opens over Slack; without `submit` it only says something."""
    view = {
        "type": "modal",
        "callback_id": form,
        "title": plain_text(inline(title.strip(), TITLE) or "Countersign"),
        "close": plain_text(close if submit else "Close"),
        "private_metadata": metadata,
        "blocks": list(blocks),
    }
    return view | ({"submit": plain_text(submit)} if submit else {})


def field(name: str, label: str, element: Json, *, hint: str = "", optional: bool = False) -> Json:
    """Ask for one thing; the block is named after it."""
    block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": {"action_id": Action.INPUT, **element},
        "optional": optional,
    }
    return block | ({"hint": plain_text(shorten(hint, HINT))} if hint else {})


def text_input(
    given: str = "", *, multiline: bool = False, longest: int = INPUT, example: str = ""
) -> Json:
    """Something to type; what was typed before stands there unchanged."""
    element: Json = {"type": "plain_text_input", "multiline": multiline, "max_length": longest}
    element |= {"placeholder": plain_text(example)} if example else {}
    return element | ({"initial_value": typed(given, longest)} if given else {})


def number_input(given: str = "") -> Json:
    """A whole number."""
    element = {"type": "number_input", "is_decimal_allowed": False}
    return element | ({"initial_value": given} if given else {})


def search(action: Action, placeholder: str, chosen: Suggestion | None = None) -> Json:
    """Something to find while typing; the app suggests."""
    element = {"type": "external_select", "action_id": action, "min_query_length": 0}
    element |= {"placeholder": plain_text(placeholder)}
    return element | ({"initial_option": option(chosen)} if chosen else {})


def option(suggestion: Suggestion) -> Json:
    """A line to choose."""
    words = inline(suggestion.words, OPTION) or "…"
    return {"text": plain_text(words), "value": suggestion.value}


def users_select(given: str | None = None) -> Json:
    """Somebody to choose from the whole workspace."""
    element: Json = {"type": "users_select", "placeholder": plain_text("Choose a colleague")}
    return element | ({"initial_user": given} if given else {})


def select(options: Mapping[str, str], chosen: str = "") -> Json:
    """One of a few, by value and words."""
    element = {"type": "static_select", "options": _options(options)}
    first = [each for each in _options(options) if each["value"] == chosen]
    return element | ({"initial_option": first[0]} if first else {})


def multi_select(options: Mapping[str, str]) -> Json:
    """Any of a few."""
    return {"type": "multi_static_select", "options": _options(options)}


def checkboxes(options: Mapping[str, str]) -> Json:
    """Any of very few, all in sight."""
    return {"type": "checkboxes", "options": _options(options)}


def time_picker(timezone: str) -> Json:
    """A time of day in this zone."""
    return {"type": "timepicker", "timezone": timezone}


def instant_picker(given: datetime | None = None, *, focus: bool = False) -> Json:
    """A moment, in the time zone of who fills this in."""
    picker: Json = {"type": "datetimepicker", "focus_on_load": focus}
    return picker | ({"initial_date_time": int(given.timestamp())} if given else {})


def filled_in(view: Mapping[str, Any]) -> dict[str, Json]:
    """Read what every input of a sent view holds, by the name of its block."""
    return {name: next(iter(block.values())) for name, block in view["state"]["values"].items()}


def _options(options: Mapping[str, str]) -> list[Json]:
    return [
        option(Suggestion(value=value, words=words))
        for value, words in [*options.items()][:OPTIONS]
    ]
