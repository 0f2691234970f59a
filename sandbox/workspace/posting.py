"""Judges what is about to be posted and makes the message of it."""

import json
from typing import Any

from sandbox.workspace.block_kit.message import judged_blocks
from sandbox.workspace.messages import authored
from sandbox.workspace.records import Installed, Json
from sandbox.workspace.refusals import SlackRefusal, refused_with
from sandbox.workspace.world import World

LONGEST_TEXT = 40_000
_MOST_ATTACHMENTS = 100
_LARGEST_METADATA = 16_000


def judged_content(given: Json, *, longest: int | None = None) -> Json:
    """Return the text, blocks and attachments of a message, or refuse them.

    `given` holds already parsed values. A text longer than `longest` is refused with
    msg_too_long; without it, it is cut at 40,000 characters. Raises Refused: no_text,
    invalid_blocks, msg_blocks_too_long, invalid_attachments, too_many_attachments,
    markdown_text_conflict, msg_too_long.
    """
    text = given.get("text") or ""
    blocks, attachments = given.get("blocks"), given.get("attachments")
    attachments = [] if attachments is None else attachments
    markdown = given.get("markdown_text")
    if markdown and (text or blocks):
        raise SlackRefusal("markdown_text_conflict")
    if markdown:
        blocks = [{"type": "markdown", "text": markdown}]
    if not isinstance(attachments, list) or not all(isinstance(a, dict) for a in attachments):
        raise SlackRefusal("invalid_attachments")
    if len(attachments) > _MOST_ATTACHMENTS:
        raise SlackRefusal("too_many_attachments")
    if not (text or blocks or attachments):
        raise SlackRefusal("no_text")
    if longest is not None and len(text) > longest:
        raise SlackRefusal("msg_too_long")
    content: Json = {"text": text[:LONGEST_TEXT]}
    if blocks:
        content["blocks"] = judged_blocks(blocks)
    if attachments:
        numbered = enumerate(attachments, start=1)
        content["attachments"] = [{"id": number, **each} for number, each in numbered]
    return content


def judged_metadata(metadata: Any) -> Json | None:  # noqa: ANN401 (any JSON)
    """Return a message's metadata, or refuse it.

    Raises Refused: invalid_metadata_format, metadata_too_large.
    """
    if metadata is None:
        return None
    match metadata:
        case {"event_type": str(name), "event_payload": dict(), **more} if name and not more:
            if len(json.dumps(metadata).encode()) > _LARGEST_METADATA:
                raise SlackRefusal("metadata_too_large")
            return dict(metadata)
        case _:
            problems = ["metadata must be {event_type: string, event_payload: object}"]
            raise refused_with("invalid_metadata_format", problems)


def by_app(world: World, app: Installed, content: Json, **more: object) -> Json:
    """Make a message by the app out of judged content."""
    profile = {
        "id": app.bot_id,
        "app_id": app.app_id,
        "user_id": app.bot_user_id,
        "name": app.name,
        "icons": {"image_48": f"{world.url}/icon.png"},
        "deleted": False,
        "updated": 0,
        "team_id": app.team_id,
    }
    return authored(
        world.stamps,
        app.bot_user_id,
        app.team_id,
        bot_id=app.bot_id,
        app_id=app.app_id,
        bot_profile=profile,
        **content,
        **more,
    )


def changed(world: World, app: Installed, message: Json, content: Json) -> Json:
    """Make the edited form of a message; blocks and attachments not given again are gone."""
    kept = {key: value for key, value in message.items() if key not in {"blocks", "attachments"}}
    edited = {"user": app.bot_user_id, "ts": world.stamps.next()}
    return {**kept, **content, "edited": edited}
