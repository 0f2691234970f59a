from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.workspace import Workspace

Json = dict[str, Any]


@pytest.fixture
def response_url(workspace: Workspace, url: str, ann: str) -> str:
    payload = workspace.payloads.command(ann, workspace.direct(ann), "/order", "tea")
    assert payload["response_url"].startswith(f"{url}/hooks/commands/")
    return str(payload["response_url"])


async def answered(url: str, body: Json) -> tuple[int, str | None]:
    async with httpx.AsyncClient() as client:
        answer = await client.post(url, json=body)
    return answer.status_code, answer.json().get("error")


async def test_a_response_url_works_five_times(response_url: str) -> None:
    answers = [await answered(response_url, {"text": "Hello"}) for _ in range(6)]
    assert answers == [(200, None)] * 5 + [(404, "used_url")]


async def test_a_response_url_lives_for_thirty_minutes(response_url: str, clock: Clock) -> None:
    clock.move(timedelta(minutes=30))
    assert await answered(response_url, {"text": "Hello"}) == (200, None)
    clock.move(timedelta(seconds=1))
    assert await answered(response_url, {"text": "Hello"}) == (404, "expired_url")


async def test_an_unknown_response_url_is_expired(url: str) -> None:
    assert await answered(f"{url}/hooks/commands/T/1/x", {"text": "x"}) == (404, "expired_url")


async def test_an_answer_is_for_one_person_unless_it_says_otherwise(
    workspace: Workspace, response_url: str, ann: str
) -> None:
    await answered(response_url, {"text": "For you"})
    await answered(response_url, {"text": "For all", "response_type": "in_channel"})
    direct = workspace.direct(ann)
    assert [message["text"] for message in workspace.messages(direct)] == ["For all"]
    seen = [message["text"] for message in workspace.messages(direct, ann)]
    assert seen == ["For you", "For all"]


@pytest.mark.parametrize(
    ("body", "error"),
    [({}, "no_text"), ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks")],
)
async def test_an_answer_is_judged_like_a_message(
    response_url: str, body: Json, error: str
) -> None:
    assert await answered(response_url, body) == (400, error)
