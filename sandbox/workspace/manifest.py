"""Judges an app's manifest the way Slack does when it is installed."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sandbox.workspace.records import Json

RESERVED_COMMANDS = frozenset(
    {
        *("leave", "call", "status", "remind", "who", "msg", "me", "topic", "invite", "join"),
        *("open", "away", "dnd", "search", "star", "shrug", "prefs", "mute", "archive"),
        *("rename", "apps", "feed", "collapse", "expand"),
    }
)
_KEYS = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"}
    | {"functions", "workflows", "outgoing_domains", "types", "datastores"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands", "workflow_steps"}
    | {"unfurl_domains", "assistant_view", "agent_view", "rich_previews", "search"},
    "settings": {"allowed_ip_address_ranges", "event_subscriptions", "interactivity"}
    | {"org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"}
    | {"hermes_app_type", "function_runtime", "is_hosted", "incoming_webhooks", "siws_links"},
    "oauth_config": {"redirect_urls", "scopes", "token_management_enabled", "pkce_enabled"},
}
_MOST_COMMANDS, _MOST_SHORTCUTS = 50, 10
_COMMAND_KEYS = {"command", "description", "usage_hint", "url", "should_escape"}
_SHORTCUT_KEYS = {"name", "type", "callback_id", "description"}
_COMMAND = re.compile(r"/[a-z0-9_-]+")
_SCOPE = re.compile(r"[a-z_]+(:[a-z_]+(\.[a-z_]+)*)?")
_EVENT_SCOPES = {
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "app_mention": "app_mentions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}


class ManifestRefused(ValueError):  # noqa: N818 (Slack's own answer)
    """Slack does not take the manifest; `errors` are {message, pointer} each."""

    def __init__(self, errors: list[Json]) -> None:
        lines = "; ".join(f"{error['pointer']}: {error['message']}" for error in errors)
        super().__init__(f"invalid_manifest: {lines}")
        self.errors = errors


def judge(manifest: Json) -> None:
    """Raise ManifestRefused with everything that is wrong with a manifest."""
    problems = [
        *_unknown_keys(manifest),
        *_display(manifest),
        *_commands(manifest),
        *_shortcuts(manifest),
        *_permissions(manifest),
    ]
    if problems:
        raise ManifestRefused([{"message": why, "pointer": where} for where, why in problems])


def _longer(value: object, most: int, least: int = 1) -> bool:
    """Say whether a text is missing, too short or too long."""
    return not (isinstance(value, str) and least <= len(value) <= most)


def _unknown_keys(manifest: Json) -> Iterator[tuple[str, str]]:
    for section, known in _KEYS.items():
        part = manifest.get(section, {}) if section else manifest
        for key in part.keys() - known:
            yield f"/{section}".rstrip("/"), f"must NOT have additional property {key!r}"


def _display(manifest: Json) -> Iterator[tuple[str, str]]:
    display = manifest.get("display_information", {})
    limits = {"name": (1, 35), "description": (0, 140), "long_description": (175, 4000)}
    for key, (least, most) in limits.items():
        if (key in display or key == "name") and _longer(display.get(key), most, least):
            yield f"/display_information/{key}", f"must have {least} to {most} characters"
    bot = manifest.get("features", {}).get("bot_user")
    if bot is not None and _longer(bot.get("display_name"), 80):
        yield "/features/bot_user/display_name", "must have 1 to 80 characters"


def _commands(manifest: Json) -> Iterator[tuple[str, str]]:
    commands = manifest.get("features", {}).get("slash_commands", [])
    here = "/features/slash_commands"
    if len(commands) > _MOST_COMMANDS:
        yield here, "must NOT have more than 50 items"
    names = Counter(command.get("command") for command in commands)
    for index, command in enumerate(commands):
        name = command.get("command", "")
        if not _COMMAND.fullmatch(name) or _longer(name, 32):
            yield f"{here}/{index}/command", "must start with / and have at most 32 characters"
        if name.removeprefix("/") in RESERVED_COMMANDS:
            yield f"{here}/{index}/command", f"{name} is reserved by Slack"
        if names[name] > 1:
            yield f"{here}/{index}/command", f"{name} is there more than once"
        if _longer(command.get("description"), 2000):
            yield f"{here}/{index}/description", "must have 1 to 2000 characters"
        if _longer(command.get("usage_hint", ""), 1000, least=0):
            yield f"{here}/{index}/usage_hint", "must have at most 1000 characters"
        for key in command.keys() - _COMMAND_KEYS:
            yield f"{here}/{index}", f"must NOT have additional property {key!r}"


def _shortcuts(manifest: Json) -> Iterator[tuple[str, str]]:
    shortcuts = manifest.get("features", {}).get("shortcuts", [])
    here = "/features/shortcuts"
    if len(shortcuts) > _MOST_SHORTCUTS:
        yield here, "must NOT have more than 10 items"
    for index, shortcut in enumerate(shortcuts):
        if shortcut.get("type") not in {"global", "message"}:
            yield f"{here}/{index}/type", "must be global or message"
        for key, most in (("name", 24), ("callback_id", 255), ("description", 150)):
            if _longer(shortcut.get(key), most):
                yield f"{here}/{index}/{key}", f"must have 1 to {most} characters"
        for key in shortcut.keys() - _SHORTCUT_KEYS:
            yield f"{here}/{index}", f"must NOT have additional property {key!r}"


def _permissions(manifest: Json) -> Iterator[tuple[str, str]]:
    features = manifest.get("features", {})
    scopes: list[Any] = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    for index, scope in enumerate(scopes):
        if not isinstance(scope, str) or not _SCOPE.fullmatch(scope):
            yield f"/oauth_config/scopes/bot/{index}", f"{scope!r} is not a scope"
    if scopes and "bot_user" not in features:
        yield "/features", "must have required property 'bot_user'"
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        yield "/oauth_config/scopes/bot", "requires the scope commands"
    events = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
    for event in events:
        if event in _EVENT_SCOPES and _EVENT_SCOPES[event] not in scopes:
            yield "/settings/event_subscriptions", f"{event} requires {_EVENT_SCOPES[event]}"
