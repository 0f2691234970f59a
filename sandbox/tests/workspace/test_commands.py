from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from sandbox.workspace import Workspace

Json = dict[str, Any]
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("@Ann Lee 7", "<@{ann}|ann.lee> 7"),
        ("@ann.lee's", "<@{ann}|ann.lee>'s"),
        ("see #orders now", "see <#{orders}|orders> now"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("https://example.com/?a=1&b=2", "<https://example.com/?a=1&amp;b=2>"),
        ("mail bob@example.com", "mail <mailto:bob@example.com|bob@example.com>"),
        ("<!channel> <@U0FORGED>", "&lt;!channel&gt; &lt;@U0FORGED&gt;"),
        ("@nobody", "@nobody"),
        ("@here @channel", "<!here> <!channel>"),
        ("https://example.com/#orders", "<https://example.com/#orders>"),
    ],
)
async def test_a_command_that_escapes_names_people_by_id(
    workspace: Workspace, ann: str, typed: str, sent: str
) -> None:
    orders = workspace.add_channel("orders", [ann])
    await workspace.types(ann, f"/order {typed}")
    assert workspace.deliveries[0].payload["text"] == sent.format(ann=ann, orders=orders)


async def test_a_command_that_does_not_escape_has_the_names_as_typed(
    workspace: Workspace, ann: str
) -> None:
    await workspace.types(ann, "/plain @Ann Lee <b>")
    assert workspace.deliveries[0].payload["text"] == "@Ann Lee &lt;b&gt;"


async def test_an_answer_in_the_channel_is_seen_by_everybody(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str, bob: str
) -> None:
    @app.command("/order")
    async def order(ack: AsyncAck) -> None:
        await ack(text="For all", response_type="in_channel")

    await connect(app)
    channel = workspace.add_channel("orders", [ann, bob])
    await workspace.types(ann, "/order", channel)
    assert [message["text"] for message in workspace.messages(channel, bob)] == ["For all"]


async def test_an_answer_that_breaks_a_limit_is_an_error(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    @app.command("/order")
    async def order(ack: AsyncAck) -> None:
        await ack(blocks=[{"type": "divider"}] * 51)

    await connect(app)
    saw = await workspace.types(ann, "/order")
    assert saw.toast == '/order failed with the error "invalid_blocks"'


async def test_a_deactivated_account_does_nothing(workspace: Workspace, ann: str) -> None:
    workspace.deactivates(ann)
    assert (await workspace.types(ann, "/order")).toast == "Your account has been deactivated."
    assert workspace.deliveries == []


async def test_where_somebody_is_not_they_cannot_type(workspace: Workspace, ann: str) -> None:
    channel = workspace.add_channel("orders", [])
    saw = await workspace.types(ann, "/order", channel)
    assert (saw.ok, workspace.deliveries) == (False, [])


async def test_a_read_only_messages_tab_takes_commands_alone(
    workspace: Workspace, manifest: Json, ann: str
) -> None:
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    workspace.install(manifest)
    saw = await workspace.types(ann, "Hello")
    assert saw.toast == "Sending messages to this app has been turned off."
    await workspace.types(ann, "/order")
    assert len(workspace.deliveries) == 1
