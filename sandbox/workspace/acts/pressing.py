"""Pressing: buttons and selects on messages and in views, and suggestions while typing."""

from sandbox.workspace.acts.choosing import action_of, element_in
from sandbox.workspace.acts.stage import Stage
from sandbox.workspace.block_kit.options import judged_suggestions
from sandbox.workspace.element_state import with_choice
from sandbox.workspace.records import Json, Outcome
from sandbox.workspace.refusals import SlackRefusal

_GONE = "This message is no longer here."
_CHANGED = "This message no longer offers that."
_CLOSED = "This form is no longer open."
_FORM_CHANGED = "This form no longer offers that."
LEAST_QUERY = 3  # characters, unless the app says otherwise

Place = str | tuple[str, str]


async def presses(
    stage: Stage,
    person: str,
    place: tuple[str, str],
    element: tuple[str, str | None],
    value: object,
) -> Outcome:
    """Press on the message at (channel, ts) the element (action_id, block_id)."""
    world = stage.world
    refusal = stage.unanswerable(person)
    if refusal is not None:
        return refusal
    channel, ts = place
    message = world.posts.find(channel, ts, person) if world.sees(person, channel) else None
    if message is None:
        return stage.refuses(person, _GONE)
    found = element_in(message.get("blocks", []), *element, value)
    if found is None:
        return stage.refuses(person, _CHANGED)
    suggested = stage.suggested.get((ts, element[0]), [])
    action = action_of(*found, value, suggested)
    return await _sends(
        stage, person, stage.payloads.press_on_message(person, channel, message, action)
    )


async def presses_in_view(
    stage: Stage, person: str, view_id: str, element: tuple[str, str | None], value: object
) -> Outcome:
    """Press in a form or home tab; an input that does not dispatch is only filled in."""
    refusal = stage.unanswerable(person)
    if refusal is not None:
        return refusal
    view = stage.world.forms.find(view_id)
    if view is None or stage.world.forms.owner(view_id) != person:
        return stage.refuses(person, _CLOSED)
    found = element_in(view["blocks"], *element, value)
    if found is None:
        return stage.refuses(person, _FORM_CHANGED)
    block, pressed = found
    action = action_of(block, pressed, value, stage.suggested.get((view_id, element[0]), []))
    view["state"]["values"] = with_choice(view["state"]["values"], action)
    stage.world.forms.save(view)
    if block["type"] == "input" and not block.get("dispatch_action"):
        stage.world.changes.happened()
        return Outcome(view=stage.top(person))
    return await _sends(stage, person, stage.payloads.press_in_view(person, view, action))


async def suggests(
    stage: Stage, person: str, place: Place, element: tuple[str, str | None], query: str
) -> Outcome:
    """Type into an external select at a view id or (channel, ts), and see its options."""
    refusal = stage.unanswerable(person)
    if refusal is not None:
        return refusal
    where, key = _where(stage, person, place)
    shown: Json = where.get("view") or where.get("message") or {}
    blocks = shown.get("blocks", [])
    found = element_in(blocks, *element)
    if found is None:
        return stage.refuses(person, _CLOSED if isinstance(place, str) else _GONE)
    block, select = found
    if len(query) < select.get("min_query_length", LEAST_QUERY):
        return Outcome(view=stage.top(person))
    names = (block["block_id"], select["action_id"])
    delivery = await stage.send(stage.payloads.suggestion(person, where, names, query))
    if delivery.failure:
        return stage.trouble(person, delivery)
    try:
        options = judged_suggestions(delivery.ack)
    except SlackRefusal as refused:
        return stage.refuses(person, f"Your options could not be loaded: {refused.code}.")
    # What was once offered and chosen stays chosen while one looks for something else.
    known = stage.suggested.get((key, select["action_id"]), [])
    before = [option for option in known if option not in options]
    stage.suggested[key, select["action_id"]] = [*options, *before]
    return Outcome(view=stage.top(person), delivery=delivery, options=tuple(options))


def _where(stage: Stage, person: str, place: Place) -> tuple[Json, str]:
    world = stage.world
    if isinstance(place, str):
        view = world.forms.find(place)
        shown = view is not None and world.forms.owner(place) == person
        return ({"view": view} if shown else {}), place
    channel, ts = place
    message = world.posts.find(channel, ts, person) if world.sees(person, channel) else None
    return ({"channel": channel, "message": message} if message else {}), ts


async def _sends(stage: Stage, person: str, payload: Json) -> Outcome:
    delivery = await stage.send(payload)
    if delivery.failure:
        return stage.trouble(person, delivery)
    return Outcome(view=stage.top(person), delivery=delivery)
