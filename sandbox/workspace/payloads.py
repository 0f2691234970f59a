"""The payloads that the app is sent, with the keys that Slack sends."""

import secrets

from sandbox.workspace.element_state import initial_state, with_choice
from sandbox.workspace.records import Json
from sandbox.workspace.stamps import new_id
from sandbox.workspace.world import World


class Payloads:
    """Makes payloads with fresh triggers, response URLs and ids.

    A test may change one before it delivers it, and so forge what a person did.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def command(self, person: str, channel: str, command: str, text: str) -> Json:
        """Make what `/command text` sends."""
        world, app = self._world, self._world.app
        user = world.people.named(person)
        return {
            "token": app.verification_token,
            "team_id": world.team.id,
            "team_domain": world.team.domain,
            **self._enterprise_of_command(),
            "channel_id": channel,
            "channel_name": self._channel_name(channel),
            "user_id": person,
            "user_name": user["name"],
            "command": command,
            "text": text,
            "api_app_id": app.app_id,
            "is_enterprise_install": "false",
            "response_url": self._response_url("commands", channel, person),
            "trigger_id": world.triggers.issue(person),
        }

    def press_on_message(self, person: str, channel: str, message: Json, action: Json) -> Json:
        """Make what pressing on a message sends; an ephemeral message is not included."""
        world = self._world
        ephemeral = world.posts.is_ephemeral(channel, message["ts"])
        thread = message.get("thread_ts")
        values = with_choice(initial_state(message.get("blocks", [])), action)
        return {
            "type": "block_actions",
            **self._who(person),
            "container": {
                "type": "message",
                "message_ts": message["ts"],
                "channel_id": channel,
                "is_ephemeral": ephemeral,
                **({"thread_ts": thread} if thread else {}),
            },
            "trigger_id": world.triggers.issue(person),
            "channel": {"id": channel, "name": self._channel_name(channel)},
            **({} if ephemeral else {"message": message}),
            "state": {"values": values},
            "response_url": self._response_url("actions", channel, person, message["ts"], thread),
            "actions": [{**action, "action_ts": world.stamps.next()}],
        }

    def press_in_view(self, person: str, view: Json, action: Json) -> Json:
        """Make what pressing in a form or a home tab sends."""
        world = self._world
        return {
            "type": "block_actions",
            **self._who(person),
            "container": {"type": "view", "view_id": view["id"]},
            "trigger_id": world.triggers.issue(person, view["id"]),
            "view": view,
            "actions": [{**action, "action_ts": world.stamps.next()}],
        }

    def suggestion(self, person: str, place: Json, element: tuple[str, str], query: str) -> Json:
        """Make what typing into an external select sends.

        `place` is {view} or {channel, message}, `element` (block_id, action_id).
        """
        if "view" in place:
            where: Json = {"container": {"type": "view", "view_id": place["view"]["id"]}, **place}
        else:
            channel, message = place["channel"], place["message"]
            container = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
            where = {
                "container": {**container, "is_ephemeral": False},
                "channel": {"id": channel, "name": self._channel_name(channel)},
                "message": message,
            }
        block_id, action_id = element
        return {
            "type": "block_suggestion",
            **self._who(person),
            **where,
            "action_id": action_id,
            "block_id": block_id,
            "value": query,
        }

    def submission(self, person: str, view: Json) -> Json:
        """Make what submitting a form sends."""
        return {
            "type": "view_submission",
            **self._who(person),
            "trigger_id": self._world.triggers.issue(person, view["id"]),
            "view": view,
            "response_urls": self._response_urls(person, view),
        }

    def closing(self, person: str, view: Json, *, everything: bool) -> Json:
        """Make what closing a form sends."""
        return {
            "type": "view_closed",
            **self._who(person),
            "view": view,
            "is_cleared": everything,
            "response_urls": [],
        }

    def global_shortcut(self, person: str, callback_id: str) -> Json:
        """Make what choosing a global shortcut sends."""
        who = self._who(person)
        del who["api_app_id"]
        user = {key: who["user"][key] for key in ("id", "username", "team_id")}
        return {
            "type": "shortcut",
            **who,
            "user": user,
            "action_ts": self._world.stamps.next(),
            "callback_id": callback_id,
            "trigger_id": self._world.triggers.issue(person),
        }

    def message_shortcut(self, person: str, channel: str, message: Json, callback_id: str) -> Json:
        """Make what choosing a shortcut on a message sends."""
        who = self._who(person)
        del who["api_app_id"]
        return {
            "type": "message_action",
            **who,
            "user": {key: who["user"][key] for key in ("id", "name")},
            "action_ts": self._world.stamps.next(),
            "channel": {"id": channel, "name": self._channel_name(channel)},
            "callback_id": callback_id,
            "trigger_id": self._world.triggers.issue(person),
            "message_ts": message["ts"],
            "message": message,
            "response_url": self._response_url("app", channel, person),
        }

    def event(self, event: Json) -> Json:
        """Make what an event sends; `event` is its inner part, which gets its event_ts."""
        world, app = self._world, self._world.app
        authorization = {
            "enterprise_id": world.team.enterprise_id,
            "team_id": world.team.id,
            "user_id": app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        where = event.get("channel", "")
        return {
            "token": app.verification_token,
            "team_id": world.team.id,
            **({"enterprise_id": world.team.enterprise_id} if world.team.enterprise_id else {}),
            "api_app_id": app.app_id,
            "event": {"event_ts": event.get("ts") or world.stamps.next(), **event},
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(world.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": bool(
                where and (world.channels.find(where) or {}).get("is_ext_shared", False)
            ),
            "event_context": f"1-{event['type']}-{world.team.id}-{where or secrets.token_hex(4)}",
        }

    def _who(self, person: str) -> Json:
        world, app = self._world, self._world.app
        user = world.people.named(person)
        home = user["team_id"] == world.team.id
        team: Json = {
            "id": user["team_id"],
            "domain": world.team.domain if home else f"team-{user['team_id'].casefold()}",
        }
        enterprise = None
        if home and world.team.enterprise_id:
            name = world.team.enterprise_name
            team |= {"enterprise_id": world.team.enterprise_id, "enterprise_name": name}
            enterprise = {"id": world.team.enterprise_id, "name": name}
        return {
            "user": {
                "id": person,
                "username": user["name"],
                "name": user["name"],
                "team_id": user["team_id"],
            },
            "api_app_id": app.app_id,
            "token": app.verification_token,
            "team": team,
            "enterprise": enterprise,
            "is_enterprise_install": False,
        }

    def _enterprise_of_command(self) -> Json:
        team = self._world.team
        if not team.enterprise_id:
            return {}
        return {"enterprise_id": team.enterprise_id, "enterprise_name": team.enterprise_name or ""}

    def _channel_name(self, channel: str) -> str:
        found = self._world.channels.find(channel)
        if found is None:
            message = f"there is no conversation {channel!r}"
            raise LookupError(message)
        if found["is_im"]:
            return "directmessage"
        return "privategroup" if found["is_private"] else str(found["name"])

    def _response_url(
        self, kind: str, channel: str, person: str, ts: str | None = None, thread: str | None = None
    ) -> str:
        world = self._world
        path = world.hooks.issue(f"{kind}/{world.team.id}", channel, person, ts, thread)
        return f"{world.url}/hooks/{path}"

    def _response_urls(self, person: str, view: Json) -> list[Json]:
        """Issue a URL for each conversation that was chosen where the app asked for one."""
        found = []
        for block in view["blocks"]:
            element = block.get("element", {})
            if not element.get("response_url_enabled"):
                continue
            block_id, action_id = block["block_id"], element["action_id"]
            state = view["state"]["values"].get(block_id, {}).get(action_id, {})
            channel = state.get("selected_conversation") or state.get("selected_channel")
            if channel:
                url = self._response_url("app", channel, person)
                chosen = {"block_id": block_id, "action_id": action_id, "channel_id": channel}
                found.append({**chosen, "response_url": url})
        return found
