"""Opening the home tab and choosing shortcuts."""

from sandbox.workspace.acts.stage import Stage
from sandbox.workspace.records import Json, Outcome

_GONE = "This message is no longer here."


async def opens_home(stage: Stage, person: str, tab: str) -> Outcome:
    """Open the app's home or messages tab; the app hears of it when it subscribed."""
    barred = stage.barred(person)
    if barred is not None:
        return barred
    world = stage.world
    channel = world.direct(person)
    subscriptions = world.manifest.get("settings", {}).get("event_subscriptions", {})
    delivery = None
    if "app_home_opened" in subscriptions.get("bot_events", []):
        event: Json = {"type": "app_home_opened", "user": person, "channel": channel, "tab": tab}
        shown = world.forms.home_of(person)
        if shown is not None and tab == "home":
            event["view"] = shown
        delivery = await stage.send(stage.payloads.event(event))
    return Outcome(view=world.forms.home_of(person), delivery=delivery)


async def uses_shortcut(
    stage: Stage, person: str, callback_id: str, message: tuple[str, str] | None
) -> Outcome:
    """Choose a global shortcut, or one on the message at (channel, ts)."""
    refusal = stage.unanswerable(person)
    if refusal is not None:
        return refusal
    kind = "message" if message else "global"
    _offered(stage, callback_id, kind)
    if message is None:
        payload = stage.payloads.global_shortcut(person, callback_id)
    else:
        channel, ts = message
        world = stage.world
        found = world.posts.find(channel, ts) if world.sees(person, channel) else None
        if found is None:
            return stage.refuses(person, _GONE)
        payload = stage.payloads.message_shortcut(person, channel, found, callback_id)
    delivery = await stage.send(payload)
    if delivery.failure:
        return stage.trouble(person, delivery)
    return Outcome(view=stage.top(person), delivery=delivery)


def _offered(stage: Stage, callback_id: str, kind: str) -> None:
    for shortcut in stage.world.manifest.get("features", {}).get("shortcuts", []):
        if (shortcut["callback_id"], shortcut["type"]) == (callback_id, kind):
            return
    message = f"the app offers no {kind} shortcut {callback_id!r}"
    raise LookupError(message)
