from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


SELECT: Json = {
    "type": "static_select",
    "action_id": "size",
    "options": [{"text": words("Small"), "value": "s"}, {"text": words("Large"), "value": "l"}],
}
CARD = [
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            {"type": "button", "action_id": "approve", "value": "7", "text": words("Approve")},
            SELECT,
        ],
    }
]


async def test_who_cannot_see_a_message_cannot_press_on_it(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    channel = workspace.add_channel("orders", [ann, bob])
    direct = await slack.chat_postMessage(channel=ann, text="x", blocks=CARD)
    ephemeral = await slack.chat_postEphemeral(channel=channel, user=ann, text="x", blocks=CARD)
    for where, ts in ((direct["channel"], direct["ts"]), (channel, ephemeral["message_ts"])):
        saw = await workspace.presses(bob, where, ts, "approve")
        assert (saw.ok, saw.toast) == (False, "This message is no longer here.")
    assert workspace.deliveries == []


async def test_a_message_that_changed_no_longer_offers_its_buttons(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="x", blocks=CARD)
    where = (posted["channel"], posted["ts"])
    await slack.chat_update(channel=where[0], ts=where[1], text="Done", blocks=[])
    assert (await workspace.presses(ann, *where, "approve")).toast == (
        "This message no longer offers that."
    )
    await slack.chat_delete(channel=where[0], ts=where[1])
    assert (await workspace.presses(ann, *where, "approve")).toast == (
        "This message is no longer here."
    )


async def test_an_app_without_interactivity_takes_no_press(
    workspace: Workspace, manifest: Json, slack: AsyncWebClient, ann: str
) -> None:
    manifest["settings"]["interactivity"]["is_enabled"] = False
    workspace.install(manifest)
    posted = await slack.chat_postMessage(channel=ann, text="x", blocks=CARD)
    saw = await workspace.presses(ann, posted["channel"], posted["ts"], "approve")
    assert saw.toast == "This app is not configured to handle interactive responses."


async def test_an_option_is_chosen_by_its_value(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    chosen = []

    @app.action("size")
    async def size(ack: AsyncAck, action: Json, body: Json) -> None:
        chosen.append((action["selected_option"]["value"], body["state"]["values"]["card"]))
        await ack()

    await connect(app)
    posted = await slack.chat_postMessage(channel=ann, text="x", blocks=CARD)
    await workspace.presses(ann, posted["channel"], posted["ts"], "size", "l")
    state = {"type": "static_select", "selected_option": SELECT["options"][1]}
    assert chosen == [("l", {"size": state})]
    with pytest.raises(LookupError, match="offers no option"):
        await workspace.presses(ann, posted["channel"], posted["ts"], "size", "xl")


async def test_the_original_is_replaced_and_deleted_by_its_response_url(
    workspace: Workspace, app: AsyncApp, connect: Connect, slack: AsyncWebClient, ann: str
) -> None:
    @app.action("approve")
    async def approve(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("Approved", replace_original=True)

    @app.action("size")
    async def size(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(delete_original=True)

    await connect(app)
    channel = workspace.add_channel("orders", [ann])
    for _ in range(2):
        await slack.chat_postEphemeral(channel=channel, user=ann, text="x", blocks=CARD)
    first, second = (message["ts"] for message in workspace.ephemerals(ann))
    await workspace.presses(ann, channel, first, "approve")
    await workspace.presses(ann, channel, second, "size", "s")
    await workspace.until(
        lambda: [message["text"] for message in workspace.ephemerals(ann)] == ["Approved"]
    )


async def test_somebody_of_another_workspace_presses_under_their_own_team(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    eve = str(workspace.add_person("Eve", "eve@other.example", team="T0OTHER")["id"])
    channel = workspace.add_channel("shared", [eve], shared=True)
    posted = await slack.chat_postMessage(channel=channel, text="x", blocks=CARD)
    assert not (await workspace.types(eve, "/order", channel)).ok
    await workspace.presses(eve, channel, posted["ts"], "approve")
    payload = workspace.deliveries[0].payload
    assert (payload["user"]["team_id"], payload["team"]["id"]) == ("T0OTHER", "T0OTHER")
