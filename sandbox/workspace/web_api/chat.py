"""chat.postMessage, .update, .postEphemeral, .delete and .getPermalink."""

from types import MappingProxyType

from sandbox.workspace.posting import (
    LONGEST_TEXT,
    by_app,
    changed,
    judged_content,
    judged_metadata,
)
from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.web_api.method import Method, WebCall

_LONGEST_UPDATE = 4_000


def _content(call: WebCall, *, longest: int | None = None) -> Json:
    arguments = call.arguments
    given = {
        "text": arguments.text("text"),
        "markdown_text": arguments.text("markdown_text"),
        "blocks": arguments.structure("blocks", "invalid_blocks_format"),
        "attachments": arguments.structure("attachments", "invalid_attachments"),
    }
    return judged_content(given, longest=longest)


def _metadata(call: WebCall) -> Json | None:
    return judged_metadata(call.arguments.structure("metadata", "invalid_metadata_format"))


def _destination(call: WebCall) -> Json:
    """Find where to post: an id, a #name, or a person's id, which means the DM with them."""
    given = call.arguments.needed("channel")
    person = call.world.people.find(given)
    if person is None:
        by_name = call.world.channels.by_name(given)
        found = call.conversation(by_name["id"] if by_name else given)
    else:
        if person["deleted"] or given == call.app.bot_user_id:
            raise SlackRefusal("channel_not_found")
        if person["is_bot"]:
            raise SlackRefusal("cannot_dm_bot")
        found, _ = call.world.channels.direct(given, call.app.bot_user_id)
    if found["is_archived"]:
        raise SlackRefusal("is_archived")
    if found["is_im"]:
        _refuse_closed(call, found)
    elif not call.is_member(found) and "chat:write.public" not in call.scopes:
        raise SlackRefusal("not_in_channel")
    return found


def _refuse_closed(call: WebCall, direct: Json) -> None:
    home = call.world.manifest.get("features", {}).get("app_home", {})
    if home.get("messages_tab_enabled") is False:
        raise SlackRefusal("messages_tab_disabled")
    if call.world.people.named(direct["user"])["deleted"]:
        raise SlackRefusal("is_archived")


def _post_message(call: WebCall) -> Json:
    found = _destination(call)
    metadata = _metadata(call)
    content = _content(call)
    thread = call.arguments.text("thread_ts")
    broadcast = thread and call.arguments.flag("reply_broadcast")
    if thread:
        parent = call.world.posts.find(found["id"], thread)
        if parent is None:
            raise SlackRefusal("cannot_reply_to_message")
        thread = parent.get("thread_ts", thread)
    message = by_app(
        call.world,
        call.app,
        content,
        thread_ts=thread,
        subtype="thread_broadcast" if broadcast else None,
        username=call.arguments.text("username") if "chat:write.customize" in call.scopes else None,
        metadata=metadata,
    )
    parse = call.arguments.text("parse") == "full" or call.arguments.flag("link_names")
    call.world.post(found["id"], message, parse=parse)
    return {"channel": found["id"], "ts": message["ts"], "message": message}


def _post_ephemeral(call: WebCall) -> Json:
    found = call.conversation(call.arguments.needed("channel"))
    if not call.is_member(found):
        raise SlackRefusal("not_in_channel")
    if found["is_archived"]:
        raise SlackRefusal("is_archived")
    person = call.arguments.needed("user")
    if not call.world.sees(person, found["id"]):
        raise SlackRefusal("user_not_in_channel")
    content = _content(call, longest=LONGEST_TEXT)
    thread = call.arguments.text("thread_ts")
    message = by_app(call.world, call.app, content, thread_ts=thread, is_ephemeral=True)
    call.world.post(found["id"], message, viewer=person)
    return {"message_ts": message["ts"]}


def _own_message(call: WebCall, code: str) -> tuple[Json, Json]:
    """Find the conversation and the app's own message that `channel` and `ts` name."""
    found = call.conversation(call.arguments.needed("channel"))
    message = call.world.posts.find(found["id"], call.arguments.needed("ts"))
    if message is None:
        raise SlackRefusal("message_not_found")
    if message["user"] != call.app.bot_user_id:
        raise SlackRefusal(code)
    return found, message


def _update(call: WebCall) -> Json:
    found, message = _own_message(call, "cant_update_message")
    if found["is_archived"]:
        raise SlackRefusal("is_inactive")
    removes_metadata = call.arguments.values.get("metadata") in ({}, "{}")
    metadata = None if removes_metadata else _metadata(call)
    content = _content(call, longest=_LONGEST_UPDATE)
    edited = changed(call.world, call.app, message, content)
    if removes_metadata:
        edited.pop("metadata", None)
    elif metadata is not None:
        edited["metadata"] = metadata
    call.world.posts.replace(found["id"], edited)
    call.world.changes.happened()
    shown = {key: value for key, value in edited.items() if key != "ts"}
    return {
        "channel": found["id"],
        "ts": message["ts"],
        "text": edited["text"],
        "message": shown,
    }


def _delete(call: WebCall) -> Json:
    found, message = _own_message(call, "cant_delete_message")
    call.world.posts.delete(found["id"], message["ts"])
    call.world.changes.happened()
    return {"channel": found["id"], "ts": message["ts"]}


def _get_permalink(call: WebCall) -> Json:
    found = call.conversation(call.arguments.needed("channel"))
    message = call.world.posts.find(found["id"], call.arguments.needed("message_ts"))
    if message is None:
        raise SlackRefusal("message_not_found")
    path = f"archives/{found['id']}/p{message['ts'].replace('.', '')}"
    thread = message.get("thread_ts")
    query = f"?thread_ts={thread}&cid={found['id']}" if thread else ""
    permalink = f"https://{call.world.team.domain}.slack.com/{path}{query}"
    return {"channel": found["id"], "permalink": permalink}


METHODS = MappingProxyType(
    {
        "chat.postMessage": Method(
            _post_message, "special", ("chat:write",), required=("channel",)
        ),
        "chat.update": Method(_update, "t3", ("chat:write",), required=("channel", "ts")),
        "chat.postEphemeral": Method(
            _post_ephemeral, "t4", ("chat:write",), required=("channel", "user")
        ),
        "chat.delete": Method(_delete, "t3", ("chat:write",), required=("channel", "ts")),
        "chat.getPermalink": Method(
            _get_permalink, "special", reads_json=False, required=("channel", "message_ts")
        ),
    }
)
