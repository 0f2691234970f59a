import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import Clock
from sandbox.faults import Fault
from sandbox.workspace import SLACKS_RATES, StillWaiting, Workspace


@pytest.fixture
def limited(workspace: Workspace) -> Workspace:
    workspace.rates = SLACKS_RATES
    return workspace


async def test_a_channel_takes_a_short_burst_and_then_one_message_a_second(
    limited: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    for _ in range(int(SLACKS_RATES.burst)):
        await slack.chat_postMessage(channel=ann, text="Hello")
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_postMessage(channel=ann, text="Hello")
    assert (failure.value.response.status_code, failure.value.response["error"]) == (
        429,
        "ratelimited",
    )
    assert failure.value.response.headers["Retry-After"] == "1"
    assert len(limited.messages(limited.direct(ann))) == SLACKS_RATES.burst
    await slack.chat_postMessage(channel=bob, text="Hello")


async def test_a_person_and_the_dm_with_them_are_one_channel(
    slack: AsyncWebClient, limited: Workspace, ann: str
) -> None:
    limited.rates = replace(SLACKS_RATES, burst=2)
    first = await slack.chat_postMessage(channel=ann, text="Hello")
    await slack.chat_postMessage(channel=first["channel"], text="Hello")
    for same in (ann, first["channel"]):
        with pytest.raises(SlackApiError, match="ratelimited"):
            await slack.chat_postMessage(channel=same, text="Hello")


async def test_the_whole_workspace_takes_so_many_messages(
    slack: AsyncWebClient, limited: Workspace, ann: str, bob: str
) -> None:
    limited.rates = replace(SLACKS_RATES, posts_per_minute=20, posts_at_once=3)
    for person in (ann, bob, ann):
        await slack.chat_postMessage(channel=person, text="Hello")
    for person in (ann, bob):
        with pytest.raises(SlackApiError) as failure:
            await slack.chat_postMessage(channel=person, text="Hello")
        assert failure.value.response.headers["Retry-After"] == "3"


async def test_a_message_over_one_limit_uses_nothing_of_the_other(
    slack: AsyncWebClient, limited: Workspace, ann: str, bob: str
) -> None:
    limited.rates = replace(SLACKS_RATES, burst=1, posts_per_minute=1, posts_at_once=2)
    await slack.chat_postMessage(channel=ann, text="Hello")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await slack.chat_postMessage(channel=ann, text="Hello")
    await slack.chat_postMessage(channel=bob, text="Hello")


async def test_a_hundred_messages_a_second_can_be_the_limit(
    slack: AsyncWebClient, limited: Workspace, ann: str
) -> None:
    limited.rates = replace(SLACKS_RATES.raised(100), posts_per_minute=6_000, posts_at_once=20)
    begun = monotonic()
    posts = [slack.chat_postMessage(channel=ann, text="Hello") for _ in range(60)]
    answers = await asyncio.gather(*posts, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, SlackApiError)]
    assert {each.response.headers["Retry-After"] for each in refused} <= {"1"}
    assert 20 <= len(answers) - len(refused) <= 21 + (monotonic() - begun) * 100


@pytest.mark.usefixtures("limited")
async def test_a_method_is_limited_by_its_tier(slack: AsyncWebClient) -> None:
    for _ in range(20):
        await slack.users_list()
    with pytest.raises(SlackApiError) as failure:
        await slack.users_list()
    assert failure.value.response.headers["Retry-After"] == "3"


async def test_raised_limits_are_higher(
    limited: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    limited.rates = SLACKS_RATES.raised(10)
    for _ in range(20):
        await slack.chat_postMessage(channel=ann, text="Hello")


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        (Fault.RATE_LIMITED, 429, "ratelimited"),
        (Fault.SERVER_ERROR, 500, "internal_error"),
        (Fault.FORBIDDEN, 200, "not_in_channel"),
    ],
)
async def test_a_fault_is_answered_as_slack_would(
    workspace: Workspace, slack: AsyncWebClient, ann: str, fault: Fault, status: int, error: str
) -> None:
    workspace.faults.on("chat.postMessage", fault)
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_postMessage(channel=ann, text="Hello")
    answer = failure.value.response
    assert (answer.status_code, answer["error"]) == (status, error)
    assert workspace.messages(workspace.direct(ann)) == []
    assert (await slack.chat_postMessage(channel=ann, text="Hello"))["ok"]


@pytest.mark.parametrize(("fault", "posted"), [(Fault.UNREACHABLE, 0), (Fault.LOST_ANSWER, 1)])
async def test_a_connection_breaks_before_or_after_the_work(
    workspace: Workspace, slack: AsyncWebClient, ann: str, fault: Fault, posted: int
) -> None:
    workspace.faults.on("chat.*", fault)
    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel=ann, text="Hello")
    assert len(workspace.messages(workspace.direct(ann))) == posted


async def test_a_call_is_held_until_it_is_released(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    switch = workspace.faults.on("chat.postMessage", Fault.HELD_AFTER)
    call = asyncio.create_task(slack.chat_postMessage(channel=ann, text="Hello"))
    await switch.reached.wait()
    await workspace.until(lambda: workspace.messages(workspace.direct(ann)))
    assert not call.done()
    switch.released.set()
    assert (await call)["ok"]


async def test_waiting_in_vain_tells_what_happened_last(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    await slack.auth_test()
    with pytest.raises(StillWaiting, match=r"the app called auth\.test"):
        await workspace.until(lambda: False, timeout=0.05)


async def test_a_workspace_outlives_a_restart(tmp_path: Path, manifest: dict[str, Any]) -> None:
    clock = Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))
    path = str(tmp_path / "workspace.sqlite")
    first = Workspace(clock, path)
    before = first.install(manifest)
    ann = str(first.add_person("Ann Lee", "ann@example.com")["id"])
    said = await first.types(ann, "Hello")
    await first.close()

    second = Workspace(clock, path)
    again = await second.types(ann, "Hello again")
    seen = [message["text"] for message in second.messages(second.direct(ann))]
    assert (second.app, seen) == (before, ["Hello", "Hello again"])
    assert again.messages[0]["ts"] > said.messages[0]["ts"]
    await second.close()
