from datetime import UTC, datetime, timedelta

import pytest

from rulebook.people import Person
from tests.connectors.helpdesk.pylon.canned import canned, data, issue

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MORE = {"pagination": {"cursor": "next", "has_next_page": True}}


@pytest.mark.parametrize(
    ("updated", "listed"),
    [
        (NOON, True),
        (NOON + timedelta(seconds=1), True),
        (NOON - timedelta(seconds=1), False),
        (None, True),
    ],
)
async def test_what_changed_in_the_second_of_an_instant_is_listed_and_nothing_before(
    updated: datetime | None, *, listed: bool
) -> None:
    async with canned() as (server, pylon):
        told = updated and updated.isoformat()
        server.answers["/issues/search"] = data([issue(updated_at=told)])
        changed = await pylon.changed_since(NOON + timedelta(microseconds=9))
        assert [ticket.number for ticket in changed] == (["4711"] if listed else [])
        assert server.bodies[0]["filter"] == {
            "field": "updated_at",
            "operator": "time_is_after",
            "value": "2026-03-02T11:59:59Z",
        }


async def test_every_page_is_read_and_what_moves_between_two_is_listed_once() -> None:
    async with canned() as (server, pylon):
        other = issue(id="i2", number=2)
        server.in_turn["/issues/search"] = [data([issue(), other], **MORE), data([other])]
        tickets = await pylon.bin(Person(id="u1", name="Ann"))
        assert tickets.tickets == ("issue/i1", "issue/i2")
        assert [body.get("cursor") for body in server.bodies] == [None, "next"]
        assert server.bodies[0]["filter"] == server.bodies[1]["filter"]
        assert server.bodies[0]["filter"]["subfilters"] == [
            {"field": "state", "operator": "not_in", "values": ["closed"]},
            {"field": "assignee_id", "operator": "equals", "value": "u1"},
        ]


@pytest.mark.parametrize(
    "last",
    [
        {},
        {"pagination": None},
        {"pagination": {"cursor": "", "has_next_page": True}},
        {"pagination": {"cursor": "next", "has_next_page": False}},
    ],
)
async def test_a_page_that_names_no_other_is_the_last(last: dict[str, object]) -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/search"] = data([issue()], **last)
        assert await pylon.owners() == {"issue/i1": None}
        assert len(server.asked) == 1


async def test_two_titles_are_suggested_the_newer_first_and_a_number_before_both() -> None:
    async with canned() as (server, pylon):
        naming = [
            issue(id="i2", number=2, title="See 4711", created_at="2026-03-01T00:00:00Z"),
            issue(id="i3", number=3, title="4711 again", created_at="2026-03-02T00:00:00Z"),
            issue(id="i4", number=4, title="Another"),
        ]
        server.answers["/issues/4711"] = data(issue(created_at="2026-01-01T00:00:00Z"))
        server.answers["/issues/search"] = data(naming)
        assert [one.value for one in await pylon.tickets_like("#4711")] == ["4711", "3", "2"]


async def test_a_number_of_few_digits_is_looked_for_in_no_title() -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/12"] = data(issue(number=12))
        assert [one.value for one in await pylon.tickets_like("12")] == ["12"]
        assert server.asked == ["GET /issues/12"]
