import json
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]


def rich(*elements: Json) -> list[Json]:
    section = {"type": "rich_text_section", "elements": list(elements)}
    return [{"type": "rich_text", "elements": [section]}]


def section(kind: str, text: str) -> list[Json]:
    return [{"type": "section", "text": {"type": kind, "text": text}}]


FOREIGN = "<!channel> <!here> <@U0ANN> @channel"


@pytest.mark.parametrize(
    "content",
    [
        {"blocks": section("plain_text", FOREIGN)},
        {"blocks": rich({"type": "text", "text": FOREIGN})},
        {"blocks": rich({"type": "link", "url": "https://example.com", "text": FOREIGN})},
        {"text": "&lt;!channel&gt; @channel @here"},
    ],
)
async def test_foreign_text_that_stays_text_pings_nobody(
    workspace: Workspace, slack: AsyncWebClient, ann: str, content: Json
) -> None:
    channel = workspace.add_channel("orders", [ann])
    foreign = json.loads(json.dumps(content).replace("U0ANN", ann))
    await slack.api_call("chat.postMessage", json={"channel": channel, **foreign})
    assert workspace.pings == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"text": "<!channel> look"}, "@channel"),
        ({"text": "<!here|here> look"}, "@here"),
        ({"text": "@channel look", "link_names": True}, "@channel"),
        ({"text": "@everyone look", "parse": "full"}, "@everyone"),
        ({"blocks": section("mrkdwn", "<!everyone> look")}, "@everyone"),
        ({"blocks": rich({"type": "broadcast", "range": "here"})}, "@here"),
        ({"attachments": [{"pretext": "<!channel>"}]}, "@channel"),
        ({"markdown_text": "<!channel>"}, "@channel"),
        ({"blocks": section("plain_text", "x"), "text": "<!channel>"}, "@channel"),
    ],
)
async def test_a_broadcast_pings_everybody_in_the_channel(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str, content: Json, why: str
) -> None:
    channel = workspace.add_channel("orders", [ann, bob])
    await slack.api_call("chat.postMessage", json={"channel": channel, **content})
    assert [(ping.person, ping.why) for ping in workspace.pings] == [(ann, why), (bob, why)]


async def test_a_mention_pings_one_person(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    channel = workspace.add_channel("orders", [ann, bob])
    await slack.chat_postMessage(channel=channel, text=f"<@{bob}>, look")
    named = rich({"type": "user", "user_id": ann})
    await slack.chat_postMessage(channel=channel, text="Look", blocks=named)
    assert [(ping.person, ping.why) for ping in workspace.pings] == [
        (bob, "mention"),
        (ann, "mention"),
    ]


async def test_a_new_direct_message_pings_and_a_changed_one_does_not(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="Hello")
    await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="<!channel>")
    assert [(ping.person, ping.ts, ping.why) for ping in workspace.pings] == [
        (ann, posted["ts"], "direct message")
    ]


async def test_a_reply_pings_who_is_in_the_thread(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    channel = workspace.add_channel("orders", [ann, bob])
    said = await workspace.types(ann, "tea?", channel)
    await slack.chat_postMessage(channel=channel, text="Yes", thread_ts=said.messages[0]["ts"])
    assert [(ping.person, ping.why) for ping in workspace.pings] == [(ann, "thread reply")]


async def test_an_ephemeral_message_pings_nobody(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    await slack.chat_postEphemeral(channel=channel, user=ann, text="<!channel>")
    assert workspace.pings == []
