import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Installed, Workspace

Json = dict[str, Any]
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]

FORM = {
    "type": "modal",
    "callback_id": "order_form",
    "title": {"type": "plain_text", "text": "Order"},
    "submit": {"type": "plain_text", "text": "Order"},
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": {"type": "plain_text", "text": "What?"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}
BUTTON = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "approve",
            "value": "7",
            "text": {"type": "plain_text", "text": "Approve"},
        }
    ],
}


async def test_a_command_is_answered_for_one_person_alone(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str, bob: str
) -> None:
    @app.command("/order")
    async def order(ack: AsyncAck, command: Json) -> None:
        await ack(f"Ordered {command['text']} for you")

    await connect(app)
    channel = workspace.add_channel("orders", [ann, bob])

    saw = await workspace.types(ann, "/order tea", channel)

    assert [message["text"] for message in saw.messages] == ["Ordered tea for you"]
    assert workspace.messages(channel, ann) == list(saw.messages)
    assert workspace.messages(channel, bob) == []


async def test_a_command_opens_a_form_and_the_form_is_submitted(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    submitted = []

    @app.command("/order")
    async def order(ack: AsyncAck, command: Json) -> None:
        await slack.views_open(trigger_id=command["trigger_id"], view=FORM)
        await ack()

    @app.view("order_form")
    async def form(ack: AsyncAck, view: Json) -> None:
        submitted.append(view["state"]["values"]["what"]["text"]["value"])
        await ack()

    await connect(app)
    saw = await workspace.types(ann, "/order")
    assert saw.view
    done = await workspace.submits(ann, saw.view["id"], {"text": "coffee"})

    assert (done.closed, submitted, workspace.views_of(ann)) == (True, ["coffee"], [])


async def test_a_press_on_a_message_reaches_the_app_and_changes_the_message(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    @app.action("approve")
    async def approve(ack: AsyncAck, body: Json, action: Json) -> None:
        await ack()
        await slack.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text=f"Did {action['value']}"
        )

    await connect(app)
    posted = await slack.chat_postMessage(channel=ann, text="May I?", blocks=[BUTTON])
    saw = await workspace.presses(ann, posted["channel"], posted["ts"], "approve")

    assert saw.ok
    direct = workspace.direct(ann)
    await workspace.until(lambda: workspace.messages(direct)[0]["text"] == "Did 7")


async def test_what_is_never_acknowledged_is_an_operation_timeout(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    done = []

    @app.command("/order")
    async def order(command: Json) -> None:
        done.append(command["text"])

    await connect(app)
    saw = await workspace.types(ann, "/order tea")

    assert saw.toast == '/order failed with the error "operation_timeout"'
    assert workspace.toasts_of(ann) == [saw.toast]
    assert done == ["tea"]


async def test_without_an_app_connected_a_command_cannot_be_dispatched(
    workspace: Workspace, ann: str
) -> None:
    saw = await workspace.types(ann, "/order tea")
    assert saw.toast == '/order failed with the error "dispatch_failed"'


async def test_an_unknown_command_is_not_valid(workspace: Workspace, ann: str) -> None:
    saw = await workspace.types(ann, "/foo bar")
    assert (saw.ok, workspace.deliveries) == (False, [])
    assert (saw.toast or "").startswith("/foo is not a valid command")


async def test_payloads_go_round_the_connections(
    workspace: Workspace, slack: AsyncWebClient, connect: Connect, ann: str
) -> None:
    heard: list[int] = []

    def numbered(number: int) -> AsyncApp:
        app = AsyncApp(client=slack, process_before_response=True)

        @app.command("/order")
        async def order(ack: AsyncAck) -> None:
            heard.append(number)
            await ack()

        return app

    for number in range(3):
        await connect(numbered(number))
    for _ in range(3):
        await workspace.types(ann, "/order")

    assert sorted(heard) == [0, 1, 2]


async def test_an_eleventh_connection_is_turned_away(
    workspace: Workspace, installed: Installed, slack: AsyncWebClient
) -> None:
    async with AsyncExitStack() as stack, aiohttp.ClientSession() as session:
        for _ in range(10):
            opened = await slack.apps_connections_open(app_token=installed.app_token)
            link = await stack.enter_async_context(session.ws_connect(opened["url"]))
            assert (await link.receive_json())["type"] == "hello"
        opened = await slack.apps_connections_open(app_token=installed.app_token)
        link = await stack.enter_async_context(session.ws_connect(opened["url"]))
        assert (await link.receive_json())["reason"] == "too_many_websockets"
        assert workspace.sockets.connections == 10


async def test_an_acknowledgement_may_come_by_another_connection(
    workspace: Workspace, installed: Installed, slack: AsyncWebClient, ann: str
) -> None:
    async with AsyncExitStack() as stack, aiohttp.ClientSession() as session:
        links = []
        for _ in range(2):
            opened = await slack.apps_connections_open(app_token=installed.app_token)
            links.append(await stack.enter_async_context(session.ws_connect(opened["url"])))
            await links[-1].receive_json()
        typed = asyncio.create_task(workspace.types(ann, "/order tea"))
        receiving = [asyncio.create_task(link.receive_json()) for link in links]
        done, waiting = await asyncio.wait(receiving, return_when=asyncio.FIRST_COMPLETED)
        envelope = done.pop().result()
        other = links[receiving.index(next(iter(waiting)))]
        waiting.pop().cancel()
        await other.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Yes"}})
        saw = await typed

    assert [message["text"] for message in saw.messages] == ["Yes"]


async def test_a_ticket_opens_one_connection_only(
    installed: Installed, slack: AsyncWebClient
) -> None:
    opened = await slack.apps_connections_open(app_token=installed.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])


@pytest.mark.parametrize("closes_first", [False, True])
async def test_an_app_asked_to_refresh_connects_anew(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str, *, closes_first: bool
) -> None:
    @app.command("/order")
    async def order(ack: AsyncAck) -> None:
        await ack("Yes")

    await connect(app)
    opened = len([call for call in workspace.calls if call.method == "apps.connections.open"])
    await workspace.refreshes_sockets(after=5, closes_first=closes_first)
    await workspace.until(
        lambda: (
            len([call for call in workspace.calls if call.method == "apps.connections.open"])
            > opened
            and workspace.sockets.connections == 1
        ),
        timeout=15,
    )
    saw = await workspace.types(ann, "/order")

    assert [message["text"] for message in saw.messages] == ["Yes"]


async def test_a_connection_that_was_warned_gets_no_more_payloads(
    workspace: Workspace, installed: Installed, slack: AsyncWebClient, ann: str
) -> None:
    async with AsyncExitStack() as stack, aiohttp.ClientSession() as session:
        links = []
        for _ in range(2):
            opened = await slack.apps_connections_open(app_token=installed.app_token)
            links.append(await stack.enter_async_context(session.ws_connect(opened["url"])))
            await links[-1].receive_json()
            if len(links) == 1:
                refreshing = asyncio.create_task(workspace.refreshes_sockets(after=5))
                assert (await links[0].receive_json())["reason"] == "warning"
        for _ in range(3):
            typed = asyncio.create_task(workspace.types(ann, "/order"))
            envelope = await links[1].receive_json(timeout=1)
            await links[1].send_json({"envelope_id": envelope["envelope_id"]})
            assert (await typed).ok
        await links[0].close()
        await refreshing


async def test_a_dropped_socket_is_gone_at_once(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    handler = await connect(app)
    assert handler.client is not None
    handler.client.default_auto_reconnect_enabled = handler.client.auto_reconnect_enabled = False
    await workspace.drops_sockets()
    await workspace.until(lambda: workspace.sockets.connections == 0)


async def test_an_event_that_is_not_acknowledged_is_sent_again(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    heard = []

    @app.event("app_home_opened")
    async def opened(body: Json) -> None:
        heard.append(body["event_id"])
        if len(heard) < 3:
            message = "not yet"
            raise RuntimeError(message)

    await connect(app)
    await workspace.opens_home(ann)
    await workspace.until(lambda: len(heard) == 3 and workspace.deliveries[-1].acknowledged)

    assert len(set(heard)) == 1
    assert [delivery.attempt for delivery in workspace.deliveries] == [0, 1, 2]


async def test_repeated_deliveries_carry_the_same_payload(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    heard = []

    @app.command("/order")
    async def order(ack: AsyncAck, body: Json) -> None:
        heard.append(body["trigger_id"])
        await ack()

    await connect(app)
    workspace.repeats_deliveries(3)
    await workspace.types(ann, "/order")

    assert len(heard) == 3
    assert len(set(heard)) == 1


async def test_a_forged_payload_reaches_the_app_as_it_is(
    workspace: Workspace, app: AsyncApp, connect: Connect, ann: str
) -> None:
    heard = []

    @app.command("/order")
    async def order(ack: AsyncAck, body: Json) -> None:
        heard.append((body["user_id"], body["team_id"]))
        await ack()

    await connect(app)
    payload = workspace.payloads.command(ann, workspace.direct(ann), "/order", "tea")
    await workspace.delivers(payload | {"user_id": "UFORGED", "team_id": "TOTHER"}, times=2)

    assert heard == [("UFORGED", "TOTHER")] * 2
