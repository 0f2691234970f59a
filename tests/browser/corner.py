"""A workspace with a small app of its own, which shows every element that an app may use."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Browser
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.app import Sandbox
from sandbox.clock import Clock
from sandbox.server import serving
from tests.browser.drawn import CARD, INPUTS, LINKS, form, option
from tests.browser.looks import Look
from tests.browser.people import People

Json = dict[str, Any]
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)  # ten in New York
MANIFEST: Json = {
    "display_information": {"name": "Elements"},
    "features": {
        "bot_user": {"display_name": "Elements"},
        "slash_commands": [
            {"command": "/form", "description": "A form"},
            {"command": "/card", "description": "A card"},
            {"command": "/inputs", "description": "Every input"},
            {"command": "/links", "description": "What leads elsewhere"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:write"]}},
    "settings": {"interactivity": {"is_enabled": True}},
}
TICKETS = {"4711": "Export hangs", "4712": "Export is empty", "4713": "Invoice in French"}


@dataclass
class Corner:
    """Somebody's workspace with the app in it: what is used arrives in `heard`."""

    sandbox: Sandbox
    people: People
    heard: list[str] = field(default_factory=list)

    def person(self, name: str) -> str:
        users = self.sandbox.workspace.people.all()
        return next(str(user["id"]) for user in users if user["name"] == name)

    async def hears(self, what: str) -> None:
        await self.sandbox.workspace.until(lambda: what in self.heard)


def app_of(corner: Corner) -> AsyncApp:
    workspace = corner.sandbox.workspace
    slack = AsyncWebClient(workspace.app.bot_token, base_url=f"{corner.people.url}/api/")
    app = AsyncApp(
        client=slack, process_before_response=True, signing_secret=workspace.app.signing_secret
    )

    @app.command("/form")
    async def opens(ack: AsyncAck, body: Json) -> None:
        await slack.views_open(trigger_id=body["trigger_id"], view=form())
        await ack()

    @app.command("/card")
    async def posts(ack: AsyncAck, body: Json) -> None:
        await ack()
        await slack.chat_postMessage(channel=body["user_id"], text="A card", blocks=CARD)

    @app.options("ticket")
    async def suggests(ack: AsyncAck, payload: Json) -> None:
        query = payload["value"].casefold()
        assert query != "trouble"
        found = [option(at, f"#{at} {it}") for at, it in TICKETS.items() if query in it.casefold()]
        await ack(options=found)

    @app.action({"block_id": "state"})
    async def refreshes(ack: AsyncAck, body: Json) -> None:
        corner.heard.append(json.dumps(body["view"]["state"]["values"]["Why"]["why"]["value"]))
        await slack.views_update(view_id=body["view"]["id"], view=form("Refreshed"))
        await ack()

    @app.action({"action_id": "urgency"})
    @app.action({"action_id": "more"})
    async def chosen(ack: AsyncAck, action: Json) -> None:
        corner.heard.append(f"{action['action_id']} {action['selected_option']['value']}")
        await ack()

    @app.action("close")
    @app.action("status")
    async def pressed(ack: AsyncAck, action: Json) -> None:
        corner.heard.append(action["action_id"])
        await ack()

    @app.view("form")
    async def sent(ack: AsyncAck, view: Json) -> None:
        values = view["state"]["values"]
        if values["Why"]["why"]["value"] == "why not":
            await ack(response_action="errors", errors={"Why": "Say more."})
            return
        ticket = values["Ticket"]["ticket"]["selected_option"]["value"]
        corner.heard.append(f"{ticket} {values['Minutes']['minutes']['value']}")
        await ack()

    answer_more(app, corner)
    return app


def answer_more(app: AsyncApp, corner: Corner) -> None:
    """Every kind of input, and what leads elsewhere."""
    slack = app.client

    @app.command("/inputs")
    async def opens_inputs(ack: AsyncAck, body: Json) -> None:
        await slack.views_open(trigger_id=body["trigger_id"], view=INPUTS)
        await ack()

    @app.command("/links")
    async def posts_links(ack: AsyncAck, body: Json) -> None:
        await ack()
        await slack.chat_postMessage(channel=body["user_id"], text="Links", blocks=LINKS)

    @app.view("inputs")
    async def taken(ack: AsyncAck, view: Json) -> None:
        states = [state for block in view["state"]["values"].values() for state in block.values()]
        corner.heard.append(" ".join(_entered(state) for state in states))
        await ack()


def _entered(state: Json) -> str:
    """What one input holds."""
    match state:
        case {"selected_option": chosen}:
            return str(chosen["value"])
        case {"selected_options": several}:
            return "+".join(one["value"] for one in several)
        case {"selected_users": several}:
            return str(len(several))
        case {"selected_user": str()}:
            return "somebody"
    return str(next(value for key, value in state.items() if key != "type"))


@asynccontextmanager
async def cornered(chromium: Browser, look: Look) -> AsyncIterator[Corner]:
    """Open that workspace, with Ann and Bob in it."""
    sandbox = Sandbox(Clock(FRIDAY))
    sandbox.workspace.install(MANIFEST)
    for name in ("Ann", "Bob"):
        sandbox.workspace.add_person(name, f"{name}@team.example")
    handlers: list[AsyncSlackRequestHandler] = []

    async def arrives(request: Request) -> Response:
        return await handlers[0].handle(request)

    served = sandbox.app(Route("/app", arrives, methods=["POST"]))
    async with serving(served) as url:
        sandbox.workspace.url = url
        sandbox.workspace.delivers_to(f"{url}/app")
        context = await chromium.new_context(**look.context())
        made = Corner(sandbox, People(url, context, look))
        handlers.append(AsyncSlackRequestHandler(app_of(made)))
        yield made
        await context.close()
        sandbox.end()
    await sandbox.close()
    assert made.people.trouble == []
