"""A sandbox to look at, and what an app writes in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from sandbox.app import Sandbox

Json = dict[str, Any]
NOON = datetime(2026, 3, 4, 17, tzinfo=UTC)  # in New York
MANIFEST: Json = {
    "display_information": {"name": "Approvals"},
    "features": {
        "bot_user": {"display_name": "Approvals"},
        "slash_commands": [
            {"command": "/ask", "description": "Ask for it", "usage_hint": "<what>"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {"interactivity": {"is_enabled": True}, "socket_mode_enabled": True},
}


@dataclass
class Visit:
    """A sandbox whose clock stands still, looked at by a browser without script."""

    sandbox: Sandbox
    browser: httpx.AsyncClient
    people: dict[str, str]

    async def get(self, path: str) -> str:
        """Follow an address to its page."""
        answer = await self.browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def post(self, path: str, **sent: str) -> str:
        """Send a form and return the page that comes of it."""
        answer = await self.browser.post(path, data=sent, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text

    def tells(self, name: str, *blocks: Json, text: str = "", only: bool = False) -> Json:
        """The app writes to somebody."""
        workspace = self.sandbox.workspace
        person = self.people[name]
        numbered = [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks)]
        message: Json = {
            "type": "message",
            "user": workspace.app.bot_user_id,
            "ts": workspace.stamps.next(),
            "text": text,
            "blocks": numbered,
        }
        if only:
            message["is_ephemeral"] = True
        workspace.post(workspace.direct(person), message, viewer=person if only else None)
        return message

    def asks(self, name: str, *blocks: Json, **more: object) -> Json:
        """The app opens a form for somebody."""
        workspace = self.sandbox.workspace
        view = {
            "type": "modal",
            "title": {"type": "plain_text", "text": "A form"},
            "submit": {"type": "plain_text", "text": "Send"},
            "close": {"type": "plain_text", "text": "Leave"},
            "blocks": [*blocks],
            **more,
        }
        person = workspace.people.named(self.people[name])
        return workspace.forms.open(workspace.app, person, view)


def rich(*elements: Json) -> Json:
    """A rich_text block of one section."""
    section = {"type": "rich_text_section", "elements": [*elements]}
    return {"type": "rich_text", "elements": [section]}


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text, "emoji": False}
