"""Typing: slash commands and plain messages."""

import uuid

from sandbox.workspace.acts.stage import Stage
from sandbox.workspace.answers import posted
from sandbox.workspace.block_kit.ids import with_ids
from sandbox.workspace.escaping import as_entities, as_mentions, as_rich_text
from sandbox.workspace.hooks import Hook
from sandbox.workspace.messages import authored
from sandbox.workspace.records import Json, Outcome
from sandbox.workspace.refusals import SlackRefusal

_NO_COMMAND = (
    "{} is not a valid command. In Slack, all messages that start with the “/” character are"
    " interpreted as commands. If you are trying to send a message and not run a command, try"
    " preceding the “/” with an empty space."
)
_READ_ONLY = "Sending messages to this app has been turned off."


async def types(stage: Stage, person: str, text: str, channel: str, thread: str | None) -> Outcome:
    """Type a line into a conversation."""
    barred = stage.barred(person)
    if barred is not None:
        return barred
    if not stage.world.sees(person, channel):
        return stage.refuses(person, "You are not in this conversation.")
    if text.startswith("/"):
        return await _command(stage, person, text, channel)
    return await _message(stage, person, text, channel, thread)


async def _command(stage: Stage, person: str, line: str, channel: str) -> Outcome:
    world = stage.world
    name, _, rest = line.partition(" ")
    commands = world.manifest.get("features", {}).get("slash_commands", [])
    known = next((command for command in commands if command["command"] == name), None)
    # A command belongs to the workspace that installed the app, also in a shared channel.
    if known is None or world.people.named(person)["team_id"] != world.team.id:
        return stage.refuses(person, _NO_COMMAND.format(name))
    typed = rest.strip()
    text = _escaped(stage, typed) if known.get("should_escape") else as_entities(typed)
    delivery = await stage.send(stage.payloads.command(person, channel, name, text))
    if delivery.failure:
        code = delivery.failure.replace("http_error", "dispatch_failed")
        toast = world.shows(person, f'{name} failed with the error "{code}"')
        return Outcome(ok=False, toast=toast, view=stage.top(person), delivery=delivery)
    shown: tuple[Json, ...] = ()
    if any(delivery.ack.get(key) for key in ("text", "blocks", "attachments")):
        hook = Hook(channel, person, None, None, 0.0)
        try:
            message = posted(world, delivery.ack, hook)
        except SlackRefusal as refused:
            toast = world.shows(person, f'{name} failed with the error "{refused.code}"')
            return Outcome(ok=False, toast=toast, view=stage.top(person), delivery=delivery)
        shown = (message,) if message else ()
    return Outcome(messages=shown, view=stage.top(person), delivery=delivery)


async def _message(
    stage: Stage, person: str, text: str, channel: str, thread: str | None
) -> Outcome:
    world = stage.world
    direct = channel.startswith("D")
    home = world.manifest.get("features", {}).get("app_home", {})
    if direct and home.get("messages_tab_read_only_enabled"):
        return stage.refuses(person, _READ_ONLY)
    escaped = _escaped(stage, text)
    message = authored(
        world.stamps,
        person,
        world.people.named(person)["team_id"],
        client_msg_id=str(uuid.uuid4()),
        text=escaped,
        blocks=with_ids([as_rich_text(escaped)]),
        thread_ts=thread,
    )
    world.post(channel, message)
    for event in _events(stage, channel, message):
        await stage.send(stage.payloads.event(event))
    return Outcome(messages=(message,), view=stage.top(person))


def _escaped(stage: Stage, text: str) -> str:
    if "@" not in text and "#" not in text:
        return as_mentions(text, (), ())
    return as_mentions(text, stage.world.people.all(), stage.world.channels.all())


def _events(stage: Stage, channel: str, message: Json) -> list[Json]:
    """Return the events the app subscribed to, where it is a member."""
    world = stage.world
    if world.kept("app") is None or not world.sees(world.app.bot_user_id, channel):
        return []
    subscriptions = world.manifest.get("settings", {}).get("event_subscriptions", {})
    wanted = subscriptions.get("bot_events", [])
    found = world.channels.find(channel) or {}
    kind = "im" if found["is_im"] else "group" if found["is_private"] else "channel"
    events = []
    if f"message.{kind if kind == 'im' else kind + 's'}" in wanted:
        events.append({**message, "channel": channel, "channel_type": kind})
    if "app_mention" in wanted and f"<@{world.app.bot_user_id}" in message["text"]:
        events.append({**message, "type": "app_mention", "channel": channel})
    return events
