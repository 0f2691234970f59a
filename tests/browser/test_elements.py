"""What an app may put into messages and forms, used by hand; a small app of its own answers."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, expect
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
from tests.browser.people import SECONDS, People

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Json = dict[str, Any]
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)  # ten in New York
MANIFEST: Json = {
    "display_information": {"name": "Elements"},
    "features": {
        "bot_user": {"display_name": "Elements"},
        "slash_commands": [
            {"command": "/form", "description": "A form"},
            {"command": "/card", "description": "A card"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:write"]}},
    "settings": {"interactivity": {"is_enabled": True}},
}
TICKETS = {"4711": "Export hangs", "4712": "Export is empty", "4713": "Invoice in French"}


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str, label: str) -> Json:
    return {"text": words(label), "value": value}


def asked(name: str, element: Json, **more: object) -> Json:
    element = {**element, "action_id": name.casefold()}
    return {"type": "input", "block_id": name, "label": words(name), "element": element, **more}


def button(name: str, **more: object) -> Json:
    return {"type": "button", "action_id": name.casefold(), "text": words(name), **more}


URGENCIES = [option("now", "Now"), option("soon", "Soon")]
MENU: Json = {
    "type": "overflow",
    "action_id": "more",
    "options": [option("history", "History"), option("withdraw", "Withdraw")],
}
QUESTION: Json = {
    "title": words("Close it?"),
    "text": {"type": "mrkdwn", "text": "Nobody *undoes* that."},
    "confirm": words("Close it"),
    "deny": words("Keep it"),
    "style": "danger",
}
CARD: list[Json] = [
    {
        "type": "section",
        "block_id": "head",
        "text": {"type": "mrkdwn", "text": "*Export hangs* for `acme`"},
        "accessory": MENU,
    },
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("Close", style="danger", confirm=QUESTION),
            {"type": "static_select", "action_id": "urgency", "options": URGENCIES},
        ],
    },
]


def form(state: str = "As it was") -> Json:
    ticket = {"type": "external_select", "min_query_length": 2, "placeholder": words("Which one")}
    minutes = {"type": "number_input", "is_decimal_allowed": False, "min_value": "5"}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": words("Everything"),
        "submit": words("Send"),
        "close": words("Leave"),
        "blocks": [
            asked("Ticket", ticket),
            {
                "type": "section",
                "block_id": "state",
                "text": words(state),
                "accessory": button("Refresh"),
            },
            asked("Minutes", minutes, optional=True),
            asked("Urgency", {"type": "radio_buttons", "options": URGENCIES}, dispatch_action=True),
            asked("Why", {"type": "plain_text_input", "multiline": True, "focus_on_load": True}),
            {"type": "actions", "block_id": "acts", "elements": [MENU]},
        ],
    }


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
    async def pressed(ack: AsyncAck) -> None:
        corner.heard.append("close")
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

    return app


DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


@pytest.fixture(params=[DESK, PHONE], ids=["desk, light", "phone, dark"])
async def corner(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Corner]:
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
        context = await chromium.new_context(**request.param)
        made = Corner(sandbox, People(url, context))
        handlers.append(AsyncSlackRequestHandler(app_of(made)))
        yield made
        await context.close()
        sandbox.end()
    await sandbox.close()
    assert made.people.trouble == []


async def test_an_external_select_is_typed_into_and_chosen_from(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")
    ticket = ann.form.get_by_label("Ticket")
    said = ann.form.get_by_role("status")

    await ticket.press_sequentially("e")
    await expect(said).to_have_text("Type at least 2 characters.")
    await ticket.fill("nothing like it")
    await expect(said).to_have_text("Nothing found.")
    await ticket.fill("trouble")
    await expect(said).to_have_text("We had some trouble connecting. Try again?")
    await ticket.fill("export")
    await expect(ann.form.get_by_role("option")).to_have_text(
        ["#4711 Export hangs", "#4712 Export is empty"]
    )
    await ticket.press("ArrowDown")
    await ticket.press("Enter")
    await expect(ticket).to_have_value("#4712 Export is empty")
    await ticket.fill("something else")
    await ticket.press("Escape")
    await expect(ticket).to_have_value("#4712 Export is empty")

    await ann.form.get_by_label("Soon").check()
    await corner.hears("urgency soon")
    await ann.form.get_by_label("Minutes").fill("3")
    await ann.form.get_by_label("Why").fill("why not")
    await ann.form.get_by_label("Minutes").press("Enter")
    wrong = ann.form.locator(".field.wrong")
    await expect(wrong).to_contain_text("Please enter 5 or more.")
    await ann.form.get_by_label("Minutes").fill("30")
    await ann.sends("Send")
    await expect(wrong).to_contain_text("Say more.", timeout=SECONDS)
    await expect(ticket).to_have_value("#4712 Export is empty")
    await expect(ann.form.get_by_label("Soon")).to_be_checked()
    await ticket.fill("")
    await ann.form.get_by_label("Why").fill("because")
    await ann.sends("Send")
    await expect(wrong).to_contain_text("Please complete this required field.", timeout=SECONDS)
    await ann.chooses("Ticket", "invoice", "#4713 Invoice in French")
    await ann.sends("Send")

    await expect(ann.form).to_have_count(0, timeout=SECONDS)
    assert corner.heard == ["urgency soon", "4713 30"]


async def test_a_form_that_changes_keeps_what_was_typed_in_it(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")
    why = ann.form.get_by_label("Why")
    await why.fill("half a sentence")
    await ann.sends("Refresh")
    await expect(ann.form).to_contain_text("Refreshed", timeout=SECONDS)
    await expect(why).to_have_value("half a sentence")
    await why.press("End")
    await why.press_sequentially(", and the other half")

    (view,) = corner.sandbox.workspace.views_of(corner.person("ann"))
    corner.sandbox.workspace.forms.update(view, form("Changed by others"))
    corner.sandbox.workspace.changes.happened()

    await expect(ann.form).to_contain_text("Changed by others", timeout=SECONDS)
    await expect(why).to_have_value("half a sentence, and the other half")
    await expect(why).to_be_focused()
    await ann.opens_menu_and_presses("History")
    await corner.hears("more history")
    assert corner.heard == ['"half a sentence"', "more history"]


async def test_suggestions_stay_in_sight_when_the_page_shrinks(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")
    await ann.form.get_by_label("Ticket").fill("export")
    option = ann.form.get_by_role("option", name="#4711")
    await expect(option).to_be_visible(timeout=SECONDS)
    await ann.tab.set_viewport_size({"width": 300, "height": 600})

    await expect(option).to_be_in_viewport(ratio=1, timeout=SECONDS)


async def test_a_button_asks_before_it_is_pressed(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/card")

    await ann.presses("Close")
    await expect(ann.form).to_contain_text("Nobody undoes that.", timeout=SECONDS)
    await ann.sends("Keep it")
    await expect(ann.form).to_have_count(0)
    assert corner.heard == []
    await ann.presses("Close")
    await ann.sends("Close it")

    await expect(ann.form).to_have_count(0, timeout=SECONDS)
    assert corner.heard == ["close"]


async def test_a_menu_and_a_choice_of_a_message_by_keyboard(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/card")
    await ann.sees("Export hangs")
    menu = ann.newest.get_by_label("More")
    history = ann.newest.get_by_role("button", name="History")
    await menu.press("Enter")
    await expect(history).to_be_visible()
    await ann.tab.keyboard.press("Escape")
    await expect(history).to_be_hidden()
    await menu.click()
    await ann.newest.get_by_text("Export hangs").click()
    await expect(history).to_be_hidden()

    await menu.press("Enter")
    await ann.tab.keyboard.press("ArrowUp")
    await ann.tab.keyboard.press("Enter")
    await corner.hears("more withdraw")
    await expect(history).to_be_hidden()
    await ann.newest.get_by_role("combobox").select_option("Soon")
    await corner.hears("urgency soon")


@pytest.mark.parametrize("corner", [DESK], indirect=True, ids=["desk"])
async def test_time_passes_until_the_next_working_morning(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    bob = await corner.people.be("bob")

    await ann.moves_clock("+1 h")
    await expect(bob.clock).to_have_text("Fri 20 Nov, 11:00 AM EST", timeout=SECONDS)
    await ann.moves_clock("Next morning")
    await expect(bob.clock).to_have_text("Mon 23 Nov, 8:00 AM EST", timeout=SECONDS)
    await expect(ann.clock).to_have_text("Mon 23 Nov, 8:00 AM EST")


async def test_the_caret_is_where_the_app_wants_it(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")

    await expect(ann.form.get_by_label("Why")).to_be_focused(timeout=SECONDS)


async def test_without_script_the_first_suggestion_is_taken(
    corner: Corner, chromium: Browser
) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    ann = await People(corner.people.url, context).be("ann")
    await ann.types("/form")
    await ann.form.get_by_label("Ticket").fill("export")
    await ann.form.get_by_label("Now").check()
    await ann.form.get_by_label("Why").fill("because")

    await ann.sends("Send")

    await corner.hears("4711 None")
