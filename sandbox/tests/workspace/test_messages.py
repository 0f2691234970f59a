from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import Clock
from sandbox.workspace import Workspace

Json = dict[str, Any]


def code(failure: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(failure.value.response["error"])


async def test_a_message_to_a_person_arrives_in_the_direct_message(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="Hello")
    assert posted["channel"] == workspace.direct(ann)
    assert posted["channel"].startswith("D")
    assert [message["text"] for message in workspace.messages(posted["channel"])] == ["Hello"]


async def test_stamps_follow_the_clock_and_never_repeat(
    slack: AsyncWebClient, clock: Clock, ann: str
) -> None:
    stamps = [(await slack.chat_postMessage(channel=ann, text="Hello"))["ts"] for _ in range(3)]
    clock.move(timedelta(hours=1))
    stamps.append((await slack.chat_postMessage(channel=ann, text="Hello"))["ts"])
    assert sorted(set(stamps)) == stamps
    assert float(stamps[-1]) - float(stamps[0]) == pytest.approx(3600, abs=1)


async def test_an_update_wants_the_direct_messages_id(slack: AsyncWebClient, ann: str) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="Hello")
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_update(channel=ann, ts=posted["ts"], text="Bye")
    assert code(failure) == "channel_not_found"
    updated = await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="Bye")
    assert (updated["text"], updated["ts"]) == ("Bye", posted["ts"])


async def test_an_update_keeps_the_metadata_unless_it_is_taken_away(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    metadata = {"event_type": "card", "event_payload": {"id": 7}}
    posted = await slack.chat_postMessage(channel=ann, text="Hello", metadata=metadata)
    where = {"channel": posted["channel"], "ts": posted["ts"], "text": "Bye"}
    await slack.chat_update(**where)
    assert workspace.messages(posted["channel"])[0]["metadata"] == metadata
    await slack.chat_update(**where, metadata={})
    assert "metadata" not in workspace.messages(posted["channel"])[0]


async def test_metadata_is_returned_only_when_asked_for(slack: AsyncWebClient, ann: str) -> None:
    metadata = {"event_type": "card", "event_payload": {"id": 7}}
    posted = await slack.chat_postMessage(channel=ann, text="Hello", metadata=metadata)
    without = await slack.conversations_history(channel=posted["channel"])
    with_it = await slack.conversations_history(
        channel=posted["channel"], include_all_metadata=True
    )
    assert "metadata" not in without["messages"][0]
    assert with_it["messages"][0]["metadata"] == metadata


@pytest.mark.parametrize(
    "metadata", [{"event_type": "x"}, {"event_type": "", "event_payload": {}}, ["x"], "{", {"a": 1}]
)
async def test_malformed_metadata_is_refused(
    slack: AsyncWebClient, ann: str, metadata: Any
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.api_call(
            "chat.postMessage", json={"channel": ann, "text": "Hello", "metadata": metadata}
        )
    assert code(failure) == "invalid_metadata_format"


async def test_a_deleted_message_is_gone(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="Hello")
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await slack.chat_delete(**where)
    assert workspace.messages(posted["channel"]) == []
    for call, error in (
        (slack.chat_delete(**where), "message_not_found"),
        (slack.chat_update(**where, text="Bye"), "message_not_found"),
        (
            slack.chat_getPermalink(channel=where["channel"], message_ts=where["ts"]),
            "message_not_found",
        ),
    ):
        with pytest.raises(SlackApiError) as failure:
            await call
        assert code(failure) == error


async def test_the_app_changes_only_its_own_messages(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    saw = await workspace.types(ann, "Hello")
    where = {"channel": workspace.direct(ann), "ts": saw.messages[0]["ts"]}
    for call, error in (
        (slack.chat_update(**where, text="Bye"), "cant_update_message"),
        (slack.chat_delete(**where), "cant_delete_message"),
    ):
        with pytest.raises(SlackApiError) as failure:
            await call
        assert code(failure) == error


async def test_where_the_app_may_not_post(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    outside = workspace.add_channel("outside", [ann], with_app=False)
    hidden = workspace.add_channel("hidden", [ann], private=True, with_app=False)
    archived = workspace.add_channel("archived", [ann])
    workspace.channels.archive(archived)
    gone = str(workspace.add_person("Gone", "gone@example.com", deactivated=True)["id"])
    robot = str(workspace.add_person("Robot", "", bot=True)["id"])
    for channel, error in (
        (outside, "not_in_channel"),
        (hidden, "channel_not_found"),
        (archived, "is_archived"),
        ("C0NOWHERE", "channel_not_found"),
        ("U0NOBODY", "channel_not_found"),
        (gone, "channel_not_found"),
        (robot, "cannot_dm_bot"),
    ):
        with pytest.raises(SlackApiError) as failure:
            await slack.chat_postMessage(channel=channel, text="Hello")
        assert (channel, code(failure)) == (channel, error)


async def test_an_ephemeral_message_is_for_one_person_in_the_channel(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    await slack.chat_postEphemeral(channel=channel, user=ann, text="Psst")
    assert [message["text"] for message in workspace.messages(channel, ann)] == ["Psst"]
    assert workspace.messages(channel) == workspace.messages(channel, bob) == []
    assert [message["text"] for message in workspace.ephemerals(ann)] == ["Psst"]
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_postEphemeral(channel=channel, user=bob, text="Psst")
    assert code(failure) == "user_not_in_channel"


async def test_a_thread_is_read_apart_from_its_channel(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    parent = await slack.chat_postMessage(channel=channel, text="Parent")
    await slack.chat_postMessage(channel=channel, text="Reply", thread_ts=parent["ts"])
    history = await slack.conversations_history(channel=channel)
    assert [message["text"] for message in history["messages"]] == ["Parent"]
    assert history["messages"][0]["reply_count"] == 1
    replies = await slack.conversations_replies(channel=channel, ts=parent["ts"])
    assert [message["text"] for message in replies["messages"]] == ["Parent", "Reply"]
    seen = workspace.messages(channel, ann, thread=parent["ts"])
    assert [message["text"] for message in seen] == ["Parent", "Reply"]
    with pytest.raises(SlackApiError) as failure:
        await slack.conversations_replies(channel=channel, ts="1.000001")
    assert code(failure) == "thread_not_found"
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_postMessage(channel=channel, text="Reply", thread_ts="1.000001")
    assert code(failure) == "cannot_reply_to_message"


async def test_history_is_paged_newest_first(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    for number in range(5):
        await slack.chat_postMessage(channel=channel, text=str(number))
    paged = await slack.conversations_history(channel=channel, limit=2)
    pages = [[message["text"] for message in page["messages"]] async for page in paged]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]


async def test_replies_are_paged_oldest_first(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    parent = await slack.chat_postMessage(channel=channel, text="0")
    for number in range(1, 4):
        await slack.chat_postMessage(channel=channel, text=str(number), thread_ts=parent["ts"])
    paged = await slack.conversations_replies(channel=channel, ts=parent["ts"], limit=3)
    pages = [[message["text"] for message in page["messages"]] async for page in paged]
    assert pages == [["0", "1", "2"], ["3"]]


async def test_the_bounds_of_history_are_left_out_unless_inclusive(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    first, second, third = [
        (await slack.chat_postMessage(channel=channel, text=str(number)))["ts"]
        for number in range(3)
    ]
    bounds = {"channel": channel, "oldest": first, "latest": third}
    without = await slack.conversations_history(**bounds)
    with_them = await slack.conversations_history(**bounds, inclusive=True)
    assert [message["ts"] for message in without["messages"]] == [second]
    assert [message["ts"] for message in with_them["messages"]] == [third, second, first]


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({"cursor": "nonsense"}, "invalid_cursor"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "tomorrow"}, "invalid_ts_latest"),
    ],
)
async def test_history_refuses_what_it_cannot_read(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bad: Json, error: str
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.conversations_history(channel=workspace.direct(ann), **bad)
    assert code(failure) == error


async def test_a_direct_message_is_opened_once(slack: AsyncWebClient, ann: str) -> None:
    first = await slack.conversations_open(users=[ann])
    again = await slack.conversations_open(users=[ann], return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"]
    assert again["channel"]["user"] == ann
    with pytest.raises(SlackApiError) as failure:
        await slack.conversations_open(users=["U0NOBODY"])
    assert code(failure) == "user_not_found"
    with pytest.raises(SlackApiError) as failure:
        await slack.api_call("conversations.open", data={})
    assert code(failure) == "users_list_not_supplied"


async def test_a_permalink_leads_to_a_message(slack: AsyncWebClient, ann: str) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="Hello")
    answer = await slack.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])
    path = f"/archives/{posted['channel']}/p{posted['ts'].replace('.', '')}"
    assert answer["permalink"].endswith(path)


async def test_an_update_of_more_than_4000_characters_is_too_long(
    slack: AsyncWebClient, ann: str
) -> None:
    posted = await slack.chat_postMessage(channel=ann, text="x" * 4001)
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="x" * 4001)
    assert code(failure) == "msg_too_long"


async def test_a_conversation_says_what_it_is(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    channel = workspace.add_channel("orders", [ann])
    answer = await slack.conversations_info(channel=channel, include_num_members=True)
    assert (answer["channel"]["name"], answer["channel"]["is_member"]) == ("orders", True)
    assert answer["channel"]["num_members"] == 2
    direct = await slack.conversations_info(channel=workspace.direct(ann))
    assert (direct["channel"]["is_im"], direct["channel"]["user"]) == (True, ann)
    assert [each["id"] for each in workspace.channels_of(ann)] == [channel, workspace.direct(ann)]
    with pytest.raises(SlackApiError) as failure:
        await slack.conversations_info(channel="C0NOWHERE")
    assert code(failure) == "channel_not_found"


async def test_a_disabled_messages_tab_takes_no_message(
    workspace: Workspace, manifest: Json, slack: AsyncWebClient, ann: str
) -> None:
    manifest["features"]["app_home"]["messages_tab_enabled"] = False
    workspace.install(manifest)
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_postMessage(channel=ann, text="Hello")
    assert code(failure) == "messages_tab_disabled"
