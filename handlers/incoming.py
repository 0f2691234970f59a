"""Reading of any payload from Slack: which incoming it is, and who is behind it."""

import re
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from structlog.contextvars import bind_contextvars

from cards.ids import Action, read_card_value, read_menu_value
from workflows.incoming import Click, Incoming

Body = dict[str, Any]
_MENTION = re.compile(r"<@[A-Z0-9]+\|([^>]*)>")


def command_incoming(body: Body, authorize_result: AuthorizeResult) -> Incoming:
    """A slash command, by its trigger."""
    who = _who(body["user_id"], body["team_id"], authorize_result)
    return Incoming(key=f"trigger {body['trigger_id']}", by=who, name=body["user_name"])


def form_incoming(body: Body, authorize_result: AuthorizeResult) -> Incoming:
    """A form that was sent, by its view and the hash of what it showed."""
    view = body["view"]
    return Incoming(key=f"form {view['id']} {view['hash']}", **_person(body, authorize_result))


def press_incoming(body: Body, authorize_result: AuthorizeResult) -> Incoming:
    """A press, by its trigger; answered where it was pressed."""
    return Incoming(
        key=f"trigger {body['trigger_id']}",
        channel=body.get("channel", {}).get("id", ""),
        **_person(body, authorize_result),
    )


def event_incoming(body: Body, authorize_result: AuthorizeResult) -> Incoming:
    """Something that Slack noticed, by its own id."""
    who = _who(body["event"]["user"], body["team_id"], authorize_result)
    return Incoming(key=f"event {body['event_id']}", by=who, name="")


def click(body: Body, authorize_result: AuthorizeResult) -> Click:
    """A button on a card or a line of its menu."""
    incoming = press_incoming(body, authorize_result)
    request_id, version = read_card_value(pressed(body)[1])
    bind_contextvars(request=request_id)
    return Click(
        key=incoming.key,
        by=incoming.by,
        name=incoming.name,
        channel=incoming.channel,
        request_id=request_id,
        version=version,
    )


def pressed(body: Body) -> tuple[str, str]:
    """The action that was pressed, and its value; a line of a menu is what it stands for."""
    action = body["actions"][0]
    if action["action_id"] == Action.MORE:
        return read_menu_value(action.get("selected_option", {}).get("value", ""))
    return action["action_id"], action.get("value", "")


def form_click(body: Body, authorize_result: AuthorizeResult) -> Click:
    """A form about one request; answered in the form."""
    incoming = form_incoming(body, authorize_result)
    request_id, version = read_card_value(body["view"]["private_metadata"])
    bind_contextvars(request=request_id)
    return Click(
        key=incoming.key,
        by=incoming.by,
        name=incoming.name,
        request_id=request_id,
        version=version,
    )


def unescaped(text: str) -> str:
    """Undo Slack's writing of & < > as entities in a command's text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_typed(text: str) -> str:
    """A command's text as the person typed it, with people as @name."""
    return unescaped(_MENTION.sub(r"@\1", text))


def _person(body: Body, authorize_result: AuthorizeResult) -> dict[str, str]:
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id", "")
    name = user.get("name") or user.get("username") or user["id"]
    return {"by": _who(user["id"], team, authorize_result), "name": name}


def _who(user_id: str, team_id: str, authorize_result: AuthorizeResult) -> str:
    home = authorize_result.team_id if authorize_result else None
    return user_id if team_id == home else f"{team_id}/{user_id}"
