from datetime import UTC, datetime, timedelta

import pytest

from tests.connectors.helpdesk.pylon.canned import canned, data, issue, read

BEGAN = datetime(2026, 3, 2, 15, tzinfo=UTC)
HERS: dict[str, object] = {"user": {"id": "u1"}, "name": "Ann"}
DANAS: dict[str, object] = {"contact": {"id": "c1"}, "name": "Dana"}
ASKED = "GET /issues/i1/messages"


def at(minutes: int) -> str:
    return (BEGAN + timedelta(minutes=minutes)).isoformat()


def message(minutes: int, author: dict[str, object] | None, *, private: bool = False) -> object:
    return {
        "id": f"m{minutes}",
        "author": author,
        "is_private": private,
        "message_html": "<p>x</p>",
        "timestamp": at(minutes),
    }


def minutes(of: datetime | None) -> int | None:
    return None if of is None else int((of - BEGAN).total_seconds() // 60)


@pytest.mark.parametrize(
    ("messages", "replied", "wrote"),
    [
        ([message(0, DANAS)], None, 0),
        ([message(0, DANAS), message(5, HERS)], 5, 0),
        ([message(0, DANAS), message(9, HERS), message(5, HERS), message(7, DANAS)], 9, 7),
        ([message(0, DANAS), message(5, HERS, private=True)], None, 0),
        ([message(0, HERS, private=True)], None, None),
        ([message(0, HERS)], 0, None),
        ([message(0, DANAS), message(5, {"name": "Trigger"}), message(6, None)], None, 0),
        ([], None, None),
    ],
)
async def test_the_newest_public_message_of_each_side_counts(
    messages: list[object], replied: int | None, wrote: int | None
) -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/i1/messages"] = data(messages)
        ticket = await read(server, pylon, latest_message_time=at(9))
        assert (minutes(ticket.replied), minutes(ticket.customer_wrote)) == (replied, wrote)
        assert server.asked == ["GET /issues/4711", ASKED]


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({}, False),
        ({"number_of_touches": 0}, False),
        ({"number_of_touches": 1}, True),
        ({"source": "manual"}, True),
        ({"latest_message_time": at(1)}, True),
        ({"latest_message_time": None}, True),
    ],
)
async def test_an_issue_that_only_began_tells_that_by_itself(
    more: dict[str, object], asks: bool
) -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/i1/messages"] = data([message(0, DANAS)])
        ticket = await read(server, pylon, **more)
        assert (ticket.replied, ticket.customer_wrote) == (None, BEGAN)
        assert server.asked == ["GET /issues/4711", *([ASKED] if asks else [])]


async def test_the_messages_are_asked_for_again_only_when_there_is_another() -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/i1/messages"] = data([message(0, DANAS), message(5, HERS)])
        for _ in range(2):
            assert minutes((await read(server, pylon, latest_message_time=at(5))).replied) == 5
        assert server.asked.count(ASKED) == 1
        server.answers["/issues/search"] = data([issue(latest_message_time=at(5))])
        [listed] = await pylon.changed_since(BEGAN)
        assert minutes(listed.replied) == 5
        assert server.asked.count(ASKED) == 1
        server.answers["/issues/i1/messages"] = data([message(0, DANAS), message(8, HERS)])
        assert minutes((await read(server, pylon, latest_message_time=at(8))).replied) == 8
        assert server.asked.count(ASKED) == 2


async def test_a_message_of_just_now_may_be_followed_by_another_in_the_same_second() -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/i1/messages"] = data([message(0, DANAS)])
        just_now = datetime.now(UTC).isoformat()
        for _ in range(2):
            await read(server, pylon, latest_message_time=just_now)
        assert server.asked.count(ASKED) == 2


async def test_every_page_of_messages_is_read() -> None:
    async with canned() as (server, pylon):
        more = {"pagination": {"cursor": "next", "has_next_page": True}}
        pages = [data([message(0, DANAS)], **more), data([message(5, HERS)])]
        server.in_turn["/issues/i1/messages"] = pages
        assert minutes((await read(server, pylon, latest_message_time=at(5))).replied) == 5
        assert server.asked.count(ASKED) == 2
