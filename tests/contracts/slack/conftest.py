import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from sandbox.clock import Clock
from sandbox.server import serving
from sandbox.workspace import Patience, Workspace

Json = dict[str, Any]


class Contracts:
    """Slack's own references, schemas and payloads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def payload(self, name: str) -> Json:
        return dict(self._read(f"payloads-bolt-python/{name}"))

    def form(self, name: str) -> str:
        return (self._folder / "payloads-bolt-python" / name).read_text().strip()

    def method(self, name: str) -> Json:
        return dict(self._read(f"slack-api-ref/methods/{name}.json"))

    def frame(self, name: str) -> Any:
        return self._read(f"socket-mode-python-slack-sdk/{name}")

    def views(self) -> dict[str, Json]:
        found = sorted((self._folder / "views-python-slack-sdk").glob("view_*.json"))
        return {path.stem: json.loads(path.read_text()) for path in found}

    def judge(self, name: str) -> jsonschema.Draft7Validator:
        return jsonschema.Draft7Validator(
            self._read(f"json-schema-from-slack-types/{name}.schema.json")
        )

    def _read(self, path: str) -> Any:
        return json.loads((self._folder / path).read_text())


@pytest.fixture(scope="session")
def contracts() -> Contracts:
    folder = Path(__file__).parents[3] / ".." / "shared" / "contracts" / "slack"
    if not folder.is_dir():
        pytest.skip("Slack's references are not beside this repository (shared/contracts/slack)")
    return Contracts(folder)


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    clock = Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))
    workspace = Workspace(clock, patience=Patience(acknowledgement=0.3, retries=()), rates=None)
    workspace.install(
        {
            "display_information": {"name": "Example"},
            "features": {
                "bot_user": {"display_name": "Example Bot"},
                "app_home": {"home_tab_enabled": True},
                "slash_commands": [
                    {"command": "/order", "description": "Order", "should_escape": True}
                ],
                "shortcuts": [
                    {"name": "a", "type": "global", "callback_id": "a", "description": "a"},
                    {"name": "b", "type": "message", "callback_id": "b", "description": "b"},
                ],
            },
            "oauth_config": {
                "scopes": {
                    "bot": [
                        *("commands", "chat:write", "users:read", "users:read.email"),
                        *("im:write", "im:read", "im:history", "channels:read"),
                        *("channels:history", "app_mentions:read"),
                    ]
                }
            },
            "settings": {
                "interactivity": {"is_enabled": True},
                "event_subscriptions": {
                    "bot_events": ["app_home_opened", "message.im", "app_mention"]
                },
            },
        }
    )
    yield workspace
    await workspace.close()


@pytest.fixture
async def slack(workspace: Workspace) -> AsyncIterator[AsyncWebClient]:
    async with serving(Starlette(routes=workspace.routes)) as url:
        workspace.url = url
        token = workspace.app.bot_token
        yield AsyncWebClient(token, base_url=f"{url}/api/", retry_handlers=[])


@pytest.fixture
def ann(workspace: Workspace) -> str:
    return str(workspace.add_person("Ann Lee", "ann@example.com")["id"])
