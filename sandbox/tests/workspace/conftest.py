from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from sandbox.clock import Clock
from sandbox.server import serving
from sandbox.workspace import Installed, Patience, Workspace

Json = dict[str, Any]


@pytest.fixture
def manifest() -> Json:
    return {
        "display_information": {"name": "Example"},
        "features": {
            "bot_user": {"display_name": "Example Bot", "always_online": True},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [
                {"command": "/order", "description": "Order something", "should_escape": True},
                {"command": "/plain", "description": "Order plainly", "should_escape": False},
            ],
            "shortcuts": [
                {
                    "name": "Order",
                    "type": "global",
                    "callback_id": "order",
                    "description": "Order something",
                },
                {
                    "name": "Order this",
                    "type": "message",
                    "callback_id": "order_this",
                    "description": "Order what a message says",
                },
            ],
        },
        "oauth_config": {
            "scopes": {
                "bot": [
                    "commands",
                    "chat:write",
                    "im:write",
                    "im:read",
                    "im:history",
                    "channels:read",
                    "channels:history",
                    "users:read",
                    "users:read.email",
                    "app_mentions:read",
                ]
            }
        },
        "settings": {
            "interactivity": {"is_enabled": True},
            "event_subscriptions": {
                "bot_events": ["app_home_opened", "message.im", "app_mention", "team_join"]
            },
            "socket_mode_enabled": True,
        },
    }


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))


@pytest.fixture
async def empty(clock: Clock) -> AsyncIterator[Workspace]:
    """A workspace without an app."""
    patience = Patience(acknowledgement=0.5, trigger=0.5, retries=(0.0, 0.0, 0.0))
    workspace = Workspace(clock, patience=patience, rates=None)
    yield workspace
    await workspace.close()


@pytest.fixture
def workspace(empty: Workspace, manifest: Json) -> Workspace:
    empty.install(manifest)
    return empty


@pytest.fixture
def installed(workspace: Workspace) -> Installed:
    return workspace.app


@pytest.fixture
async def url(workspace: Workspace) -> AsyncIterator[str]:
    async with serving(Starlette(routes=workspace.routes)) as url:
        workspace.url = url
        yield url


@pytest.fixture
def slack(url: str, installed: Installed) -> AsyncWebClient:
    return AsyncWebClient(installed.bot_token, base_url=f"{url}/api/", retry_handlers=[])


@pytest.fixture
def app(slack: AsyncWebClient) -> AsyncApp:
    """An app that people of the workspace use; a test gives it its listeners."""
    return AsyncApp(client=slack, process_before_response=True, request_verification_enabled=False)


Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.fixture
async def connect(
    installed: Installed, slack: AsyncWebClient, workspace: Workspace
) -> AsyncIterator[Connect]:
    """Connect an app by Socket Mode, as often as a test wants."""
    async with AsyncExitStack() as stack:

        async def connected(app: AsyncApp) -> AsyncSocketModeHandler:
            before = workspace.sockets.connections
            handler = AsyncSocketModeHandler(app, installed.app_token, web_client=slack)
            await handler.connect_async()
            stack.push_async_callback(handler.close_async)
            await workspace.until(lambda: workspace.sockets.connections > before)
            return handler

        yield connected


@pytest.fixture
def ann(workspace: Workspace) -> str:
    return str(workspace.add_person("Ann Lee", "ann@example.com")["id"])


@pytest.fixture
def bob(workspace: Workspace) -> str:
    return str(workspace.add_person("Bob", "bob@example.com")["id"])
