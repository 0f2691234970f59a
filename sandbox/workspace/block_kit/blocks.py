"""The shapes of blocks, and where each may stand."""

from types import MappingProxyType
from typing import Any

from sandbox.workspace.block_kit.elements import (
    BUTTONS,
    CHOICES,
    IMAGE,
    INPUTS,
    MULTI_SELECTS,
    SELECTS,
    plain,
    plain_or_markup,
)
from sandbox.workspace.block_kit.rich_text import RICH_TEXT
from sandbox.workspace.block_kit.rules import (
    Problems,
    Rule,
    both,
    flag,
    many,
    one_of,
    shape,
    text,
    typed,
)

_ID = {"block_id": text(255)}


def _says_something(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    if "text" not in value and "fields" not in value:
        yield f"missing required field: text or fields [json-pointer:{at}]"


def _has_picture(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    if ("image_url" in value) == ("slack_file" in value):
        yield f"must have either image_url or slack_file [json-pointer:{at}]"


_image = both(IMAGE, _has_picture)
_image_block = both(
    shape(
        {"alt_text": text(2000)},
        {
            "image_url": text(3000),
            "slack_file": shape({}, {"id": text(255), "url": text(3000)}),
            "title": plain(2000),
            **_ID,
        },
    ),
    _has_picture,
)
_rich_input = {"rich_text_input": INPUTS["rich_text_input"]}
_accessory = typed({"image": _image} | BUTTONS | CHOICES | SELECTS | MULTI_SELECTS)
_section = both(
    shape(
        {},
        {
            "text": plain_or_markup(3000),
            "fields": many(plain_or_markup(2000), 10),
            "accessory": _accessory,
            "expand": flag,
            **_ID,
        },
    ),
    _says_something,
)
_actions = shape(
    {"elements": many(typed(BUTTONS | CHOICES | SELECTS | MULTI_SELECTS | _rich_input), 25)}, _ID
)
_words = plain_or_markup(3000)
_context = shape(
    {
        "elements": many(
            typed(
                {
                    "image": _image,
                    "plain_text": _words,
                    "mrkdwn": _words,
                }
            ),
            10,
        )
    },
    _ID,
)
_input = shape(
    {"label": plain(2000), "element": typed(INPUTS | CHOICES | SELECTS | MULTI_SELECTS)},
    {"hint": plain(2000), "optional": flag, "dispatch_action": flag, **_ID},
)
_cell = typed({"rich_text": RICH_TEXT, "raw_text": shape({"text": text(3000)})})
_column = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
_table = shape({"rows": many(many(_cell, 20), 100)}, {"column_settings": many(_column, 20), **_ID})

_ANYWHERE: dict[str, Rule] = {
    "actions": _actions,
    "context": _context,
    "divider": shape({}, _ID),
    "header": shape({"text": plain(150)}, _ID),
    "image": _image_block,
    "rich_text": RICH_TEXT,
    "section": _section,
}
_IN_MESSAGES = {"markdown": shape({"text": text(12_000)}, _ID), "table": _table}

BLOCK = MappingProxyType(
    {
        "message": typed(_ANYWHERE | _IN_MESSAGES),
        "modal": typed({**_ANYWHERE, "input": _input}),
        "home": typed({**_ANYWHERE, "input": _input}),
    }
)
