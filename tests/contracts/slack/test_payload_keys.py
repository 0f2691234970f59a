"""Each payload has the keys of the official one, and no others but those named here."""

from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import parse_qsl

import aiohttp
import jsonschema
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]

# Not every workspace belongs to an enterprise; newer payloads say so in these keys.
ENTERPRISE = {"enterprise", "enterprise_id", "enterprise_name", "is_enterprise_install"}


class Contracts(Protocol):
    def payload(self, name: str) -> Json: ...
    def form(self, name: str) -> str: ...
    def frame(self, name: str) -> Any: ...
    def judge(self, name: str) -> jsonschema.Draft7Validator: ...


def assert_same_keys(ours: Json, official: Json, *more: str) -> None:
    """Compare whole objects, downwards where both have an object."""
    assert official.keys() - ours.keys() <= ENTERPRISE
    assert ours.keys() - official.keys() <= ENTERPRISE | set(more)
    for key in ours.keys() & official.keys() - {"view", "message", "event", "state", "values"}:
        if isinstance(ours[key], dict) and isinstance(official[key], dict):
            assert_same_keys(ours[key], official[key], *more)


def form(**more: object) -> Json:
    words = {"type": "plain_text", "text": "x"}
    element = {"type": "plain_text_input", "action_id": "a", "initial_value": "tea"}
    select = {"type": "external_select", "action_id": "es", "min_query_length": 0}
    blocks = [
        {"type": "input", "block_id": "b", "label": words, "element": element},
        {"type": "input", "block_id": "es", "label": words, "element": select, "optional": True},
    ]
    base = {"type": "modal", "callback_id": "c", "title": words, "submit": words, "close": words}
    return {**base, "blocks": blocks, **more}


CARD = [
    {
        "type": "actions",
        "block_id": "b",
        "elements": [
            {
                "type": "button",
                "action_id": "a",
                "value": "1",
                "text": {"type": "plain_text", "text": "Button", "emoji": True},
            }
        ],
    }
]


async def opened(workspace: Workspace, slack: AsyncWebClient, person: str, view: Json) -> str:
    answer = await slack.views_open(trigger_id=workspace.triggers.issue(person), view=view)
    return str(answer["view"]["id"])


async def test_a_command_has_the_official_keys(
    workspace: Workspace, contracts: Contracts, ann: str
) -> None:
    await workspace.types(ann, "/order tea")
    ours = workspace.deliveries[-1].payload
    by_http = dict(parse_qsl(contracts.form("slash_command.slash_command_body.form.txt")))
    by_socket = contracts.frame("envelopes.json")[0]["payload"]
    assert_same_keys(ours, by_http, "api_app_id")
    assert_same_keys(ours, by_socket)
    contracts.judge("SlashCommand").validate(ours)


async def test_a_press_has_the_official_keys(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    sent = await slack.chat_postEphemeral(channel=channel, user=ann, text="x", blocks=CARD)
    await workspace.presses(ann, channel, sent["message_ts"], "a")
    ours = workspace.deliveries[-1].payload
    official = contracts.payload("block_actions.body.json")
    assert_same_keys(ours, official, "state")
    assert_same_keys(ours["actions"][0], official["actions"][0])

    posted = await slack.chat_postMessage(channel=channel, text="x", blocks=CARD)
    await workspace.presses(ann, channel, posted["ts"], "a")
    on_message = workspace.deliveries[-1].payload
    assert on_message.keys() - ours.keys() == {"message"}
    for payload in (ours, on_message):
        assert not payload["enterprise"]
        required = contracts.judge("BlockAction").schema["definitions"]["BlockAction<ButtonAction>"]
        assert set(required["required"]) <= payload.keys()
        assert payload.keys() <= required["properties"].keys()


async def test_a_press_in_a_view_has_the_official_keys(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    view_id = await opened(workspace, slack, ann, form(blocks=CARD))
    await workspace.presses_in_view(ann, view_id, "a")
    official = contracts.frame("envelopes.json")[4]["payload"]
    assert_same_keys(workspace.deliveries[-1].payload, official)


async def test_a_submission_has_the_official_keys(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    view_id = await opened(workspace, slack, ann, form())
    await workspace.submits(ann, view_id)
    ours = workspace.deliveries[-1].payload
    official = contracts.payload("view_submission.body.json")
    assert_same_keys(ours, official)
    assert_same_keys(ours["view"], official["view"])
    assert ours["view"]["state"]["values"]["b"] == {
        "a": {"type": "plain_text_input", "value": "tea"}
    }


async def test_a_closing_has_the_official_keys(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    view_id = await opened(workspace, slack, ann, form(notify_on_close=True))
    await workspace.closes(ann, view_id)
    ours = workspace.deliveries[-1].payload
    official = contracts.payload("view_closed.body.json")
    assert_same_keys(ours, official, "is_cleared")
    assert_same_keys(ours["view"], official["view"])


async def test_a_suggestion_has_the_official_keys(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    view_id = await opened(workspace, slack, ann, form())
    await workspace.suggests(ann, view_id, "es", "search word")
    ours = workspace.deliveries[-1].payload
    official = contracts.payload("block_suggestion.body.json")
    assert_same_keys(ours, official)
    assert_same_keys(ours["view"], official["view"])


async def test_shortcuts_have_the_official_keys(
    workspace: Workspace, contracts: Contracts, ann: str
) -> None:
    await workspace.uses_shortcut(ann, "a")
    official = contracts.payload("shortcut.global_shortcut_body.json")
    assert_same_keys(workspace.deliveries[-1].payload, official)

    said = await workspace.types(ann, "hello")
    message = (workspace.direct(ann), said.messages[0]["ts"])
    await workspace.uses_shortcut(ann, "b", message)
    ours = workspace.deliveries[-1].payload
    official = contracts.payload("shortcut.message_shortcut_body.json")
    assert_same_keys(ours, official)
    assert_same_keys(ours["message"], official["message"])


async def test_a_message_event_has_the_official_keys(
    workspace: Workspace, contracts: Contracts, ann: str
) -> None:
    await workspace.types(ann, f"hello <@{workspace.app.bot_user_id}>")
    ours = workspace.deliveries[-1].payload
    official = contracts.frame("envelopes.json")[3]["payload"]
    assert_same_keys(ours, official)
    assert_same_keys(ours["event"], official["event"], "blocks")
    assert_same_keys(
        ours["event"], contracts.payload("message.message_body.json")["event"], "blocks"
    )


async def test_a_mention_event_has_the_official_keys(
    workspace: Workspace, contracts: Contracts, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    await workspace.types(ann, "hello @Example Bot", channel)
    ours = workspace.deliveries[-1].payload
    official = contracts.frame("envelopes.json")[1]["payload"]
    assert ours["event"]["type"] == official["event"]["type"]
    assert_same_keys(ours, official)
    assert_same_keys(ours["event"], official["event"])


async def test_a_home_event_has_the_official_keys(
    workspace: Workspace, contracts: Contracts, ann: str
) -> None:
    await workspace.opens_home(ann)
    judge = contracts.judge("AppHomeOpened")
    allowed = judge.schema["definitions"]["AppHomeOpenedEvent"]
    event = workspace.deliveries[-1].payload["event"]
    assert set(allowed["required"]) - {"view"} <= event.keys() <= allowed["properties"].keys()


async def test_an_enterprise_is_named_when_there_is_one(
    workspace: Workspace, contracts: Contracts, ann: str
) -> None:
    workspace.team = replace(
        workspace.team, enterprise_id="E0EXAMPLE", enterprise_name="Example Org"
    )
    await workspace.types(ann, "/order tea")
    ours = workspace.deliveries[-1].payload
    by_http = dict(parse_qsl(contracts.form("slash_command.slash_command_body.form.txt")))
    assert by_http.keys() <= ours.keys()
    await workspace.uses_shortcut(ann, "a")
    official = contracts.payload("shortcut.global_shortcut_body.json")
    assert workspace.deliveries[-1].payload["team"].keys() == official["team"].keys()


async def test_the_frames_of_a_socket_have_the_official_keys(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    answer = await slack.apps_connections_open(app_token=workspace.app.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(answer["url"]) as link:
        assert_same_keys(await link.receive_json(), contracts.frame("hello_message.json"))
        official = contracts.frame("envelopes.json")
        await workspace.types(ann, "/order tea")
        assert_same_keys_of_envelope(await link.receive_json(), official[0])
        await workspace.opens_home(ann)
        assert_same_keys_of_envelope(await link.receive_json(), official[1])
        await workspace.uses_shortcut(ann, "a")
        assert_same_keys_of_envelope(await link.receive_json(), official[2])
        await workspace.refreshes_sockets(after=0)
        assert_same_keys(await link.receive_json(), contracts.frame("disconnect_message.json"))


def assert_same_keys_of_envelope(ours: Json, official: Json) -> None:
    assert ours.keys() == official.keys()
    assert ours["type"] == official["type"]
    assert ours["accepts_response_payload"] == official["accepts_response_payload"]
