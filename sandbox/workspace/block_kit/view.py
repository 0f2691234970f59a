"""Judges views: modals and home tabs."""

import json
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from sandbox.workspace.block_kit.blocks import BLOCK
from sandbox.workspace.block_kit.elements import plain
from sandbox.workspace.block_kit.ids import repeated_ids, with_ids
from sandbox.workspace.block_kit.rules import Problems, both, flag, many, shape, text
from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal, refused_with

_MOST_BLOCKS = 100
_LARGEST = 250_000
_COMMON = {
    "private_metadata": text(3000, least=0),
    "callback_id": text(255, least=0),
    "external_id": text(255, least=0),
}


def _blocks_of(kind: str) -> Any:  # noqa: ANN401 (a rule)
    return both(many(BLOCK[kind], _MOST_BLOCKS, least=0), repeated_ids)


def _submits_its_inputs(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    if any(block["type"] == "input" for block in value["blocks"]) and "submit" not in value:
        yield f"missing required field: submit [json-pointer:{at}]"


def _focuses_once(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    if sum(1 for key, flagged in _pairs(value) if key == "focus_on_load" and flagged) > 1:
        yield f"only one element may have focus_on_load [json-pointer:{at}/blocks]"


_VIEWS = MappingProxyType(
    {
        "modal": both(
            shape(
                {"title": plain(24), "blocks": _blocks_of("modal")},
                {
                    "close": plain(24),
                    "submit": plain(24),
                    "clear_on_close": flag,
                    "notify_on_close": flag,
                    "submit_disabled": flag,
                    **_COMMON,
                },
            ),
            _submits_its_inputs,
            _focuses_once,
        ),
        "home": both(shape({"blocks": _blocks_of("home")}, _COMMON), _focuses_once),
    }
)


def judged_view(view: Any, kind: str) -> Json:  # noqa: ANN401 (any JSON)
    """Return a view with ids in it, or refuse it; `kind` is modal or home.

    Raises Refused: invalid_arguments, view_too_large.
    """
    if not isinstance(view, dict):
        raise refused_with("invalid_arguments", ["view must be an object [json-pointer:/view]"])
    if view.get("type") != kind:
        problem = f"must be a valid enum value: {kind} [json-pointer:/view/type]"
        raise refused_with("invalid_arguments", [problem])
    if len(json.dumps(view).encode()) > _LARGEST:
        raise SlackRefusal("view_too_large")
    problems = list(_VIEWS[kind](view, "/view"))
    if problems:
        raise refused_with("invalid_arguments", problems)
    return {**view, "blocks": with_ids(view["blocks"])}


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (any JSON)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield from value.items()
    for part in parts:
        yield from _pairs(part)
