"""What can be filled in, and reading it back from a view that was sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from cards.blocks import Json, plain_text
from cards.foreign import inline, shorten
from cards.ids import Action, FormId
from cards.limits import HINT, INPUT, OPTION, OPTIONS, TITLE, typed


def modal(
    form: FormId, title: str, blocks: Iterable[Json], *, submit: str = "", metadata: str = ""
) -> Json:
    """Draw a view that opens over Slack; without `submit` it only says something."""
    view = {
        "type": "modal",
        "callback_id": form,
        "title": plain_text(inline(title.strip(), TITLE) or "Countersign"),
        "close": plain_text("Cancel" if submit else "Close"),
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
        "element": {**element, "action_id": Action.INPUT},
        "optional": optional,
    }
    return block | ({"hint": plain_text(shorten(hint, HINT))} if hint else {})


def text_input(given: str = "", *, multiline: bool = False) -> Json:
    """Something to type; what was typed before stands there unchanged."""
    element = {"type": "plain_text_input", "multiline": multiline, "max_length": INPUT}
    return element | ({"initial_value": typed(given)} if given else {})


def users_select(given: str | None = None) -> Json:
    """Somebody to choose from the whole workspace."""
    element: Json = {"type": "users_select", "placeholder": plain_text("Choose a colleague")}
    return element | ({"initial_user": given} if given else {})


def select(options: Mapping[str, str]) -> Json:
    """One of a few, by value and words."""
    return {"type": "static_select", "options": _options(options)}


def multi_select(options: Mapping[str, str]) -> Json:
    """Any of a few."""
    return {"type": "multi_static_select", "options": _options(options)}


def checkboxes(options: Mapping[str, str]) -> Json:
    """Any of very few, all in sight."""
    return {"type": "checkboxes", "options": _options(options)}


def time_picker(timezone: str) -> Json:
    """A time of day in this zone."""
    return {"type": "timepicker", "timezone": timezone}


def instant_picker() -> Json:
    """A moment, in the time zone of who fills this in."""
    return {"type": "datetimepicker"}


def filled_in(view: Mapping[str, Any]) -> dict[str, Json]:
    """Read what every input of a sent view holds, by the name of its block."""
    return {name: next(iter(block.values())) for name, block in view["state"]["values"].items()}


def _options(options: Mapping[str, str]) -> list[Json]:
    return [
        {"text": plain_text(inline(words, OPTION) or "…"), "value": value}
        for value, words in [*options.items()][:OPTIONS]
    ]
