"""Choices of a person in an element, as the app is told of them."""

from collections.abc import Sequence
from typing import Any

from sandbox.workspace.element_state import STATE, elements_of, options_of
from sandbox.workspace.records import Json

_EXTERNAL = frozenset({"external_select", "multi_external_select"})


def element_in(
    blocks: list[Json], action_id: str, block_id: str | None, value: object = None
) -> tuple[Json, Json] | None:
    """Find (block, element) by action_id, or None.

    Where several buttons share an action_id, the block or the button's value tells them apart.
    """
    found = [
        (block, element)
        for block, element in elements_of(blocks)
        if element["action_id"] == action_id and block_id in {None, block["block_id"]}
    ]
    if value is not None:
        found = [
            (block, element)
            for block, element in found
            if element["type"] != "button" or element.get("value") == value
        ]
    return found[0] if found else None


def action_of(block: Json, element: Json, value: Any, suggested: Sequence[Json]) -> Json:  # noqa: ANN401
    """Make the action that pressing an element sends, without its action_ts.

    Raises LookupError when a person could not choose `value` there.
    """
    kind = element["type"]
    action: Json = {"action_id": element["action_id"], "block_id": block["block_id"]}
    kept = ("text", "value", "style") if kind == "button" else ("placeholder",)
    action |= {key: element[key] for key in kept if key in element}
    if kind == "overflow":
        action["selected_option"] = _option(element, value, suggested)
    elif kind in STATE:
        action[STATE[kind][0]] = chosen(element, value, suggested)
    return {**action, "type": kind}


def chosen(element: Json, value: Any, suggested: Sequence[Json]) -> Any:  # noqa: ANN401 (any JSON)
    """Return what an element's state holds after a person entered `value`.

    Options may be given by their value. A list stands for several of them.
    """
    kind = element["type"]
    key, _, many = STATE[kind]
    if value is None or value == "":
        return [] if many else None
    if many:
        values = value if isinstance(value, (list, tuple)) else [value]
        if key == "selected_options":
            return [_option(element, each, suggested) for each in values]
        return list(values)
    if key == "selected_option":
        return _option(element, value, suggested)
    return value


def _option(element: Json, value: Any, suggested: Sequence[Json]) -> Json:  # noqa: ANN401 (any JSON)
    wanted = value["value"] if isinstance(value, dict) else value
    offered = suggested if element["type"] in _EXTERNAL else options_of(element)
    for option in offered:
        if option.get("value") == wanted:
            return option
    for initial in (element.get("initial_option"), *element.get("initial_options", [])):
        if initial and initial.get("value") == wanted:
            found: Json = initial
            return found
    message = f"{element['action_id']} offers no option with the value {wanted!r}"
    raise LookupError(message)
