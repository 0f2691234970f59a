"""The app manifest to paste into Slack: every command, scope and event that the bot uses."""

from typing import Any

from rulebook.commands import commands

_SCOPES = [
    "channels:history",
    "chat:write",
    "commands",
    "groups:history",
    "im:history",
    "im:write",
    "users:read",
    "users:read.email",
]


def manifest(public_url: str = "") -> dict[str, Any]:
    """Describe the app: over Socket Mode, or over HTTP at `public_url`."""
    url = f"{public_url.rstrip('/')}/slack/events" if public_url else ""
    where = {"url": url} if url else {}
    return {
        "display_information": {
            "name": "Countersign",
            "description": "Approvals by the shift lead, carried out in the helpdesk",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Countersign", "always_online": True},
            "slash_commands": [
                {
                    "command": command.name,
                    "description": command.description,
                    "should_escape": True,
                    **({"usage_hint": command.usage} if command.usage else {}),
                    **where,
                }
                for command in commands()
            ],
        },
        "oauth_config": {"scopes": {"bot": _SCOPES}},
        "settings": {
            "event_subscriptions": {
                "bot_events": ["app_home_opened"],
                **({"request_url": url} if url else {}),
            },
            "interactivity": {
                "is_enabled": True,
                **({"request_url": url, "message_menu_options_url": url} if url else {}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }
