"""users.info, users.list and users.lookupByEmail. None of them reads a JSON body."""

import base64
import binascii
from types import MappingProxyType

from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.web_api.method import Method, WebCall


def _visible(call: WebCall, user: Json) -> Json:
    """Return a user as the app may see it: no address without users:read.email."""
    if "users:read.email" in call.scopes:
        return user
    profile = {key: value for key, value in user["profile"].items() if key != "email"}
    return {**user, "profile": profile}


def _info(call: WebCall) -> Json:
    user = call.world.people.find(call.arguments.needed("user"))
    if user is None:
        raise SlackRefusal("user_not_found")
    return {"user": _visible(call, user)}


def _lookup_by_email(call: WebCall) -> Json:
    user = call.world.people.by_email(call.arguments.needed("email"))
    if user is None:
        raise SlackRefusal("users_not_found")
    call.needs("users:read")
    return {"user": _visible(call, user)}


def _list(call: WebCall) -> Json:
    everybody = call.world.people.all()
    limit = call.arguments.number("limit", 0) or len(everybody)
    start = 0
    cursor = call.arguments.text("cursor")
    if cursor:
        try:
            start = int(base64.b64decode(cursor, validate=True).removeprefix(b"user:"))
        except (binascii.Error, ValueError):
            raise SlackRefusal("invalid_cursor") from None
    end = start + limit
    more = end < len(everybody)
    return {
        "members": [_visible(call, user) for user in everybody[start:end]],
        "cache_ts": int(call.world.now().timestamp()),
        "response_metadata": {
            "next_cursor": base64.b64encode(b"user:%d" % end).decode() if more else ""
        },
    }


METHODS = MappingProxyType(
    {
        "users.info": Method(_info, "t4", ("users:read",), reads_json=False, required=("user",)),
        "users.list": Method(_list, "t2", ("users:read",), reads_json=False),
        "users.lookupByEmail": Method(
            _lookup_by_email, "t3", ("users:read.email",), reads_json=False, required=("email",)
        ),
    }
)
