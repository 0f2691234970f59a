"""What LOG_LEVEL=DEBUG says about a request: in order, by name and number, and nobody's words."""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest
import structlog
from slack_bolt.request.async_request import AsyncBoltRequest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.tracing import hand_traces_to
from tests.scene import Scene, bots, scene

Taken = tuple[str, str, float, Mapping[str, str]]


@pytest.fixture
async def team(database_url: str) -> AsyncIterator[Scene]:
    async with scene() as people, bots(people, database_url):
        yield people


@pytest.fixture
def configured_again() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture
def at_debug(configured_again: None) -> Iterator[list[EventDict]]:
    """Everything that is logged, of every level, as it is written."""
    del configured_again
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    with capture_logs(processors=[merge_contextvars]) as lines:
        yield lines


async def tell(team: Scene) -> None:
    await team.asks(team.amira)
    await team.sees(team.lina, "French speaker needed")
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "Note written")


async def test_a_click_is_committed_before_it_is_acknowledged(
    at_debug: list[EventDict], team: Scene
) -> None:
    await tell(team)

    (click,) = [line for line in at_debug if line.get("name") == "approve"]
    about = [line for line in at_debug if line.get("delivery") == click["delivery"]]
    assert [line["event"] for line in about] == ["delivered", "committed", "acknowledged"]
    committed, acknowledged = about[1:]
    assert committed["request"] == acknowledged["request"] == 1
    assert 0 < committed["ms"] < acknowledged["ms"]


async def test_an_effect_names_its_request_and_its_calls(
    at_debug: list[EventDict], team: Scene
) -> None:
    await tell(team)

    note = [line for line in at_debug if line.get("kind") == "write note"]
    assert {line["request"] for line in note} == {1}
    events = [line["event"] for line in note]
    assert (events[0], events[-1]) == ("claimed", "done")
    (written,) = [line for line in note if line.get("method", "").endswith("/reply")]
    assert (written["service"], written["status"]) == ("intercom", 200)
    posted = [line for line in at_debug if line.get("method") == "chat.postMessage"]
    assert posted
    assert {(line["service"], line["status"]) for line in posted} == {("slack", 200)}


async def test_what_one_delivery_was_about_is_not_said_of_the_next(
    at_debug: list[EventDict], team: Scene
) -> None:
    await tell(team)
    (press,) = [one.payload for one in team.workspace.deliveries if "actions" in one.payload]
    direct = team.workspace.direct(team.amira)
    command = team.workspace.payloads.command(team.amira, direct, "/desk", "")
    for body in (press, command):  # in one task, as no way in does by itself
        await team.bot.slack.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))

    (desk,) = [line for line in at_debug if line.get("name") == "/desk"]
    about = [line for line in at_debug if line.get("delivery") == desk["delivery"]]
    assert not [line for line in about if "request" in line]


async def test_nobodys_words_and_no_secret_are_in_it(
    at_debug: list[EventDict], team: Scene
) -> None:
    await tell(team)

    logged = str(at_debug)
    app = team.workspace.app
    secrets = (app.bot_token, app.app_token, app.verification_token, team.helpdesk.intercom.token)
    words = ("French speaker", "Cannot export", "Martin", "@example.com", "Amira")
    assert [found for found in (*secrets, *words) if found in logged] == []


@pytest.mark.usefixtures("configured_again")
async def test_it_is_handed_on_and_kept_out_of_a_quieter_log(team: Scene) -> None:
    taken: list[Taken] = []
    logged: list[Any] = []

    def keep(_: object, __: str, event: EventDict) -> EventDict:
        logged.append(event)
        raise structlog.DropEvent

    structlog.configure(processors=[merge_contextvars, keep])
    hand_traces_to(lambda *line: taken.append(line), "WARNING")
    await tell(team)
    structlog.get_logger().warning("something to be known")

    about = {keys["delivery"] for _, what, _, keys in taken if what == "heard approve"}
    lines = [(where, what) for where, what, _, keys in taken if keys.get("delivery") in about]
    assert lines == [("bot", "heard approve"), ("database", "committed"), ("bot", "acknowledged")]
    assert ("bot", "write note: done") in [(where, what) for where, what, *_ in taken]
    assert ("helpdesk", "POST /conversations/4711/reply 200") in [line[:2] for line in taken]
    assert [event["event"] for event in logged] == ["something to be known"]
