import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from starlette.responses import JSONResponse, Response

from rulebook.people import Person
from rulebook.ports import NotHeard, TryAgain
from rulebook.tickets import OwnerChange
from tests.connectors.helpdesk.pylon.canned import canned, data

Json = dict[str, object]
ANN = Person(id="u1", name="Ann", email="ann@support.example")
BEA = Person(id="u2", name="Bea", email="bea@support.example")
USERS = data([one.model_dump() for one in (ANN, BEA)])
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TO_BEA: Json = {"field": "assignee_id", "from": "u1", "to": "u2"}


def entry(name: str = "e1", at: datetime = NOON, told: Json | None = None, **more: object) -> Json:
    return {
        "id": name,
        "action": "issue.updated",
        "action_happened_at": at.isoformat(),
        "actor_user_id": "u1",
        "object_id": "i1",
        "metadata": TO_BEA if told is None else told,
    } | more


async def told(*pages: Response, since: datetime = NOON) -> tuple[OwnerChange, ...] | None:
    async with canned() as (server, pylon):
        server.answers["/users"] = USERS
        server.in_turn["/audit-logs"] = [*pages]
        server.otherwise = JSONResponse({"errors": ["too many pages"]}, 500)
        return await pylon.owner_changes("issue/i1", since)


async def test_a_change_of_hands_is_an_entry_of_the_audit_log() -> None:
    assert await told(data([entry()])) == (OwnerChange(reference="e1", at=NOON, by=ANN, to=BEA),)


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ({"field": "assignee_id", "from": "u1", "to": ""}, None),
        ({"field": "assignee_id", "from": "u1", "to": None}, None),
        ({"field": "assignee_id"}, None),
        ({"field": "assignee_id", "to": "u2"}, BEA),
    ],
)
@pytest.mark.parametrize("where", ["metadata", "attributes"])
async def test_whom_it_went_to_may_be_nobody(given: Json, to: Person | None, where: str) -> None:
    owner_changes = await told(data([entry(told={}) | {where: given}]))
    assert owner_changes is not None
    assert [each.to for each in owner_changes] == [to]


@pytest.mark.parametrize("actor", [None, "u99"])
async def test_what_no_teammate_did_is_done_by_nobody(actor: str | None) -> None:
    owner_changes = await told(data([entry(actor_user_id=actor)]))
    assert owner_changes is not None
    assert [each.by for each in owner_changes] == [None]


@pytest.mark.parametrize(
    "nothing",
    [
        entry(told={"field": "state", "to": "closed"}),
        entry(object_id="i2"),
        entry(object_id="i2", told={}),
        entry(at=NOON - timedelta(seconds=1)),
    ],
)
async def test_nothing_else_is_a_change_of_hands(nothing: Json) -> None:
    assert await told(data([nothing])) == ()


@pytest.mark.parametrize("unread", [entry(told={}), entry(metadata=None, attributes=None)])
async def test_what_cannot_be_read_may_have_been_a_change_of_hands(unread: Json) -> None:
    assert await told(data([unread])) is None
    state = entry("e2", told={"field": "state", "to": "closed"})
    assert await told(data([state, unread])) is None
    owner_changes = await told(data([unread, entry("e2")]))
    assert owner_changes is not None
    assert [each.reference for each in owner_changes] == ["e2"]


async def test_the_log_is_read_back_to_the_instant_and_no_further() -> None:
    more: Json = {"pagination": {"cursor": "next", "has_next_page": True}}
    owner_changes = await told(
        data([entry("e3", NOON + timedelta(hours=2))], **more),
        data([entry("e2", NOON), entry("e1", NOON - timedelta(hours=1))], **more),
        since=NOON + timedelta(microseconds=9),
    )
    assert owner_changes is not None
    assert [each.reference for each in owner_changes] == ["e2", "e3"]


async def test_what_is_too_much_to_read_is_not_told() -> None:
    more: Json = {"pagination": {"cursor": "next", "has_next_page": True}}
    assert await told(*[data([entry()], **more)] * 10) is None


@pytest.mark.parametrize("status", [403, 404])
async def test_without_an_audit_log_nothing_is_told(status: int) -> None:
    assert await told(JSONResponse({"errors": ["not in your plan"]}, status)) is None


@pytest.mark.parametrize("status", [401, 500])
async def test_a_log_that_cannot_be_read_now_is_not_heard(status: int) -> None:
    with pytest.raises(NotHeard) as missed:
        await told(JSONResponse({"errors": ["no"]}, status))
    assert isinstance(missed.value.outcome, TryAgain) is (status == 500)


async def test_who_asks_at_the_same_time_reads_the_log_once_more_at_most() -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = USERS
        server.answers["/audit-logs"] = data([entry()])
        await asyncio.gather(*(pylon.owner_changes(f"issue/i{n}", NOON) for n in range(8)))
        assert server.asked.count("GET /audit-logs") == 2


async def test_who_asks_later_or_for_longer_ago_reads_the_log_afresh() -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = USERS
        server.answers["/audit-logs"] = data([])
        earlier = [NOON - timedelta(hours=n) for n in range(4)]
        await asyncio.gather(*(pylon.owner_changes("issue/i1", at) for at in earlier))
        assert server.asked.count("GET /audit-logs") == 4
        assert await pylon.owner_changes("issue/i1", earlier[-1]) == ()
        assert server.asked.count("GET /audit-logs") == 5


async def test_what_was_read_before_is_not_told_where_the_log_is_not_heard_now() -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = USERS
        server.in_turn["/audit-logs"] = [data([]), JSONResponse({"errors": ["no"]}, 500)]
        server.answers["/audit-logs"] = data([entry()])
        asked = [pylon.owner_changes("issue/i1", NOON) for _ in range(3)]
        first, silent, third = await asyncio.gather(*asked, return_exceptions=True)
        assert first == ()
        assert isinstance(silent, NotHeard)
        assert isinstance(third, tuple)
        assert [each.reference for each in third] == ["e1"]
