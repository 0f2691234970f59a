"""Submitting and closing forms."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sandbox.workspace.acts.choosing import chosen
from sandbox.workspace.acts.stage import Stage
from sandbox.workspace.block_kit.view import judged_view
from sandbox.workspace.element_state import STATE, elements_of
from sandbox.workspace.records import Delivery, Json, Outcome
from sandbox.workspace.refusals import SlackRefusal

_CLOSED = "This form is no longer open."
_EMPTY = "Please complete this required field."
_FORMS_OF = MappingProxyType(
    {
        "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "an email address"),
        "url_text_input": (re.compile(r"\w+://\S+"), "a URL"),
        "number_input": (re.compile(r"-?\d+(\.\d+)?"), "a number"),
    }
)


async def fills(stage: Stage, person: str, view_id: str, values: Mapping[str, Any]) -> Outcome:
    """Fill in a form, so that whatever is sent from it next holds what was entered.

    `values` are {block_id: {action_id: value}} or {action_id: value}; a value is a text, an id, an
    option or its value, a list of them, or a whole state {type, …}.
    """
    refusal = stage.unanswerable(person)
    if refusal is not None:
        return refusal
    view = stage.top(person)
    if view is None or view["id"] != view_id:
        return stage.refuses(person, _CLOSED)
    _fill(stage, view, values)
    stage.world.forms.save(view)
    return Outcome(view=view)


async def submits(stage: Stage, person: str, view_id: str, values: Mapping[str, Any]) -> Outcome:
    """Fill in a form and submit it."""
    filled = await fills(stage, person, view_id, values)
    view = filled.view
    if not filled.ok or view is None:
        return filled
    errors = dict(_unfinished(view))
    if errors:
        return Outcome(ok=False, errors=errors, view=view)
    delivery = await stage.send(stage.payloads.submission(person, view))
    if delivery.failure:
        return stage.trouble(person, delivery)
    try:
        return _answered(stage, person, view, delivery)
    except SlackRefusal:
        return stage.trouble(person, delivery)


async def closes(stage: Stage, person: str, view_id: str, *, everything: bool) -> Outcome:
    """Close a form by its Cancel button, or every form by the X."""
    stack = stage.world.forms.of(person)
    if not any(view["id"] == view_id for view in stack):
        return stage.refuses(person, _CLOSED)
    everything = everything or any(v["id"] == view_id and v["clear_on_close"] for v in stack)
    closing = stack[::-1] if everything else [v for v in stack if v["id"] == view_id]
    for view in closing:
        stage.world.forms.close(view["id"])
    stage.world.changes.happened()
    last: Delivery | None = None
    for view in closing:
        if view["notify_on_close"]:
            payload = stage.payloads.closing(person, view, everything=everything)
            last = await stage.send(payload)
    return Outcome(closed=True, view=stage.top(person), delivery=last)


def _fill(stage: Stage, view: Json, values: Mapping[str, Any]) -> None:
    """Put what was entered into the view's state. Raises LookupError for what is not there."""
    entered = dict(values)
    for block, element in elements_of(view["blocks"]):
        block_id, action_id = block["block_id"], element["action_id"]
        nested = entered.get(block_id)
        if isinstance(nested, Mapping) and action_id in nested:
            value = nested[action_id]
        elif action_id in entered:
            value = entered[action_id]
        else:
            continue
        key = STATE[element["type"]][0]
        if isinstance(value, Mapping) and value.get("type") == element["type"]:
            value = value.get(key)
        suggested = stage.suggested.get((view["id"], action_id), [])
        state = {"type": element["type"], key: chosen(element, value, suggested)}
        view["state"]["values"].setdefault(block_id, {})[action_id] = state
    known = {
        name for b, e in elements_of(view["blocks"]) for name in (b["block_id"], e["action_id"])
    }
    for name in entered.keys() - known:
        message = f"the form has no field {name!r}"
        raise LookupError(message)


def _unfinished(view: Json) -> Iterator[tuple[str, str]]:
    """Yield (block_id, error) for what Slack's own client refuses to submit."""
    for block, element in elements_of(view["blocks"]):
        if block["type"] != "input":
            continue
        kind = element["type"]
        key, _, _ = STATE[kind]
        state = view["state"]["values"].get(block["block_id"], {})
        value = state.get(element["action_id"], {}).get(key)
        if not value:
            if not block.get("optional"):
                yield block["block_id"], _EMPTY
        elif kind == "plain_text_input":
            least, most = element.get("min_length", 0), element.get("max_length", 3000)
            if not least <= len(value) <= most:
                yield block["block_id"], f"Please enter {least} to {most} characters."
        elif kind in _FORMS_OF and not _FORMS_OF[kind][0].fullmatch(str(value)):
            yield block["block_id"], f"Please enter {_FORMS_OF[kind][1]}."
        elif kind == "number_input":
            yield from ((block["block_id"], error) for error in _out_of_range(element, value))


def _out_of_range(element: Json, value: str) -> Iterator[str]:
    if not element["is_decimal_allowed"] and "." in value:
        yield "Please enter a whole number."
    elif "min_value" in element and Decimal(value) < Decimal(element["min_value"]):
        yield f"Please enter {element['min_value']} or more."
    elif "max_value" in element and Decimal(value) > Decimal(element["max_value"]):
        yield f"Please enter {element['max_value']} or less."


def _answered(stage: Stage, person: str, view: Json, delivery: Delivery) -> Outcome:
    """Do what the acknowledgement says. Raises Refused when Slack would not understand it."""
    world, ack = stage.world, delivery.ack
    errors: dict[str, str] = {}
    closed = False
    match ack.get("response_action"):
        case None:
            world.forms.close(view["id"])
            closed = True
        case "clear":
            world.forms.close_all(person)
            closed = True
        case "errors":
            errors = _form_errors(view, ack.get("errors"))
        case "update":
            shown = world.forms.find(view["id"])
            if shown is None:
                raise SlackRefusal("not_found")
            world.forms.update(shown, judged_view(ack.get("view"), "modal"))
        case "push":
            user = world.people.named(person)
            world.forms.push(world.app, user, judged_view(ack.get("view"), "modal"))
        case _:
            raise SlackRefusal("invalid_response_action")
    world.changes.happened()
    top = stage.top(person)
    return Outcome(ok=not errors, errors=errors, closed=closed, view=top, delivery=delivery)


def _form_errors(view: Json, errors: object) -> dict[str, str]:
    """Return the errors of an acknowledgement; each must name an input of the form."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    match errors:
        case dict() if errors and errors.keys() <= inputs:
            return {block_id: str(error) for block_id, error in errors.items()}
        case _:
            raise SlackRefusal("invalid_errors")
