"""conversations.open, .info, .history and .replies."""

import base64
import binascii
from types import MappingProxyType

from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.stamps import as_microseconds
from sandbox.workspace.web_api.method import Method, WebCall

_PAGE = 100
_LARGEST_PAGE = 999


def _open(call: WebCall) -> Json:
    channel = call.arguments.text("channel")
    if channel:
        found = call.conversation(channel)
        if not found["is_im"]:
            raise SlackRefusal("method_not_supported_for_channel_type")
        return _opened(call, found, already=True)
    users = [user for user in (call.arguments.text("users") or "").split(",") if user]
    if not users:
        raise SlackRefusal("users_list_not_supplied")
    if len(users) > 1:
        # The app talks to one person at a time here; groups are not part of this workspace.
        raise SlackRefusal("too_many_users")
    call.needs("im:write")
    person = call.world.people.find(users[0].strip())
    if person is None or person["id"] == call.app.bot_user_id:
        raise SlackRefusal("user_not_found")
    if person["deleted"]:
        raise SlackRefusal("user_disabled")
    found, already = call.world.channels.direct(person["id"], call.app.bot_user_id)
    call.world.changes.happened()
    return _opened(call, found, already=already)


def _opened(call: WebCall, channel: Json, *, already: bool) -> Json:
    known = {"no_op": True, "already_open": True} if already else {}
    if not call.arguments.flag("return_im"):
        return {**known, "channel": {"id": channel["id"]}}
    keys = ("id", "created", "is_im", "is_org_shared", "user")
    return {**known, "channel": {key: channel[key] for key in keys}}


def _info(call: WebCall) -> Json:
    found = call.conversation(call.arguments.text("channel"), "read")
    if not found["is_im"]:
        found = {**found, "is_member": call.is_member(found)}
        if call.arguments.flag("include_num_members"):
            found["num_members"] = len(call.world.channels.members(found["id"]))
    return {"channel": found}


def _history(call: WebCall) -> Json:
    found = call.conversation(call.arguments.text("channel"), "history")
    if not call.is_member(found):
        raise SlackRefusal("not_in_channel")
    messages = call.world.posts.seen(found["id"], None, None)[::-1]
    page = _page(call, messages)
    return {**page, "pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}


def _replies(call: WebCall) -> Json:
    found = call.conversation(call.arguments.text("channel"), "history")
    ts = call.arguments.needed("ts")
    messages = call.world.posts.seen(found["id"], None, ts)
    if not messages:
        raise SlackRefusal("thread_not_found")
    parents = {m["ts"]: m for m in call.world.posts.seen(found["id"], None, None)}
    first, *replies = messages
    known = parents.get(first["ts"], first)
    return _page(call, [known, *({**m, "parent_user_id": known["user"]} for m in replies)])


def _page(call: WebCall, messages: list[Json]) -> Json:
    """Cut one page out of messages that are in the order of the answer."""
    arguments = call.arguments
    oldest, latest = _instant(call, "oldest"), _instant(call, "latest")
    inclusive = arguments.flag("inclusive")

    def within(ts: int) -> bool:
        if ts in {oldest, latest}:
            return inclusive
        return (oldest is None or ts > oldest) and (latest is None or ts < latest)

    wanted = [message for message in messages if within(as_microseconds(message["ts"]))]
    cursor = arguments.text("cursor")
    if cursor:
        start = _position(cursor, [message["ts"] for message in wanted])
        wanted = wanted[start:]
    size = min(max(arguments.number("limit", _PAGE), 1), _LARGEST_PAGE)
    shown, rest = wanted[:size], wanted[size:]
    if not arguments.flag("include_all_metadata"):
        shown = [{k: v for k, v in message.items() if k != "metadata"} for message in shown]
    answer: Json = {"messages": shown, "has_more": bool(rest)}
    if rest:
        next_ts = f"next_ts:{rest[0]['ts']}".encode()
        answer["response_metadata"] = {"next_cursor": base64.b64encode(next_ts).decode()}
    return answer


def _position(cursor: str, stamps: list[str]) -> int:
    try:
        ts = base64.b64decode(cursor, validate=True).decode().removeprefix("next_ts:")
        return stamps.index(ts)
    except (binascii.Error, ValueError):
        raise SlackRefusal("invalid_cursor") from None


def _instant(call: WebCall, name: str) -> int | None:
    given = call.arguments.text(name)
    try:
        return as_microseconds(given) if given and given != "now" else None
    except ValueError:
        code = f"invalid_ts_{name}"
        raise SlackRefusal(code) from None


def _any(purpose: str) -> tuple[str, ...]:
    return tuple(f"{kind}:{purpose}" for kind in ("groups", "im", "mpim", "channels"))


METHODS = MappingProxyType(
    {
        "conversations.open": Method(
            _open, "t3", ("channels:manage", "groups:write", "im:write", "mpim:write")
        ),
        "conversations.info": Method(
            _info, "t3", _any("read"), reads_json=False, required=("channel",)
        ),
        "conversations.history": Method(_history, "t3", _any("history"), required=("channel",)),
        "conversations.replies": Method(
            _replies, "t3", _any("history"), reads_json=False, required=("channel", "ts")
        ),
    }
)
