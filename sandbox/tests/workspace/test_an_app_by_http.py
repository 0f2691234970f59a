from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.server import serving
from sandbox.workspace import Workspace

Json = dict[str, Any]


@pytest.fixture
def signed(workspace: Workspace, slack: AsyncWebClient) -> AsyncApp:
    """An app that checks every signature."""
    secret = workspace.app.signing_secret
    return AsyncApp(client=slack, process_before_response=True, signing_secret=secret)


@pytest.fixture
async def address(workspace: Workspace, signed: AsyncApp) -> AsyncIterator[str]:
    """The app's own address, known to the workspace."""
    handler = AsyncSlackRequestHandler(signed)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    routes = [Route("/slack/events", events, methods=["POST"])]
    async with serving(Starlette(routes=routes)) as address:
        workspace.delivers_to(f"{address}/slack/events")
        yield f"{address}/slack/events"


@pytest.mark.usefixtures("address")
async def test_commands_presses_and_events_are_signed_and_understood(
    workspace: Workspace, signed: AsyncApp, slack: AsyncWebClient, ann: str
) -> None:
    heard = []

    @signed.command("/order")
    async def order(ack: AsyncAck, command: Json) -> None:
        heard.append(command["text"])
        await ack("Yes")

    @signed.action("approve")
    async def approve(ack: AsyncAck, action: Json) -> None:
        heard.append(action["value"])
        await ack()

    @signed.event("app_home_opened")
    async def opened(event: Json) -> None:
        heard.append(event["tab"])

    button = {"type": "plain_text", "text": "Approve"}
    element = {"type": "button", "action_id": "approve", "value": "7", "text": button}
    card = [{"type": "actions", "elements": [element]}]
    posted = await slack.chat_postMessage(channel=ann, text="x", blocks=card)
    saw = await workspace.types(ann, "/order a & b")
    await workspace.presses(ann, posted["channel"], posted["ts"], "approve")
    await workspace.opens_home(ann)

    assert heard == ["a &amp; b", "7", "home"]
    assert [message["text"] for message in saw.messages] == ["Yes"]
    assert {delivery.way for delivery in workspace.deliveries} == {"http"}
    assert all(delivery.acknowledged for delivery in workspace.deliveries)


@pytest.mark.usefixtures("address")
async def test_an_address_is_verified_by_its_challenge(workspace: Workspace) -> None:
    payload = {"type": "url_verification", "token": "x", "challenge": "echo me"}
    (delivery,) = await workspace.delivers(payload)
    assert delivery.ack == {"challenge": "echo me"}


async def test_a_wrong_secret_is_not_believed(
    workspace: Workspace, signed: AsyncApp, address: str, ann: str
) -> None:
    @signed.command("/order")
    async def order(ack: AsyncAck) -> None:
        await ack()

    assert (await workspace.types(ann, "/order")).ok
    workspace.delivers_to(address, "another secret")
    saw = await workspace.types(ann, "/order")
    assert saw.toast == '/order failed with the error "dispatch_failed"'


Heard = list[tuple[str | None, str | None]]


@asynccontextmanager
async def a_broken_app(workspace: Workspace, headers: dict[str, str]) -> AsyncIterator[Heard]:
    """Serve an app that answers 500 to everything, and yield the retries it was told of."""
    heard: Heard = []

    async def broken(request: Request) -> Response:
        number, reason = (
            request.headers.get(f"X-Slack-Retry-{part}") for part in ("Num", "Reason")
        )
        heard.append((number, reason))
        return PlainTextResponse("no", 500, headers)

    async with serving(Starlette(routes=[Route("/", broken, methods=["POST"])])) as address:
        workspace.delivers_to(address)
        yield heard


async def test_an_event_is_sent_again_three_times(workspace: Workspace, ann: str) -> None:
    async with a_broken_app(workspace, {}) as heard:
        await workspace.opens_home(ann)
        await workspace.until(lambda: len(heard) == 4)
    assert heard == [(None, None), *((str(number), "http_error") for number in (1, 2, 3))]


async def test_an_event_is_not_sent_again_when_the_app_says_no(
    workspace: Workspace, ann: str
) -> None:
    async with a_broken_app(workspace, {"X-Slack-No-Retry": "1"}) as heard:
        await workspace.opens_home(ann)
        await workspace.opens_home(ann)
    assert heard == [(None, None)] * 2
