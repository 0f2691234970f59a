from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


async def test_the_home_tab_shows_what_the_app_publishes(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    @app.event("app_home_opened")
    async def opened_home(event: Json, client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "divider"}]}
        await client.views_publish(user_id=event["user"], view=view)

    await connect(app)
    await workspace.opens_home(ann)
    await workspace.until(lambda: workspace.home_of(ann))


async def test_shortcuts_are_offered_as_the_manifest_says(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    heard = []

    @app.shortcut("order")
    async def order(ack: AsyncAck) -> None:
        heard.append("anywhere")
        await ack()

    @app.shortcut("order_this")
    async def order_this(ack: AsyncAck, payload: Json) -> None:
        heard.append(payload["message"]["text"])
        await ack()

    await connect(app)
    said = await workspace.types(ann, "tea please")
    message = (workspace.direct(ann), said.messages[0]["ts"])
    await workspace.uses_shortcut(ann, "order")
    await workspace.uses_shortcut(ann, "order_this", message)
    assert heard == ["anywhere", "tea please"]
    with pytest.raises(LookupError, match="no message shortcut 'order'"):
        await workspace.uses_shortcut(ann, "order", message)
