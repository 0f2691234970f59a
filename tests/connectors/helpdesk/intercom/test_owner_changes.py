from datetime import UTC, datetime

import pytest
from starlette.responses import JSONResponse

from rulebook.people import Person
from rulebook.tickets import OwnerChange
from tests.connectors.helpdesk.intercom.canned import canned

Json = dict[str, object]
ANN = Person(id="1", name="Ann", email="ann@support.example")
BEA = Person(id="2", name="Bea", email="bea@support.example")
ADMINS = JSONResponse({"admins": [one.model_dump() for one in (ANN, BEA)]})
HERS: Json = {"type": "admin", "id": "1", "email": "ann@support.example"}
TO_BEA: Json = {"type": "admin", "id": "2"}


def part(author: Json | None = HERS, kind: str | None = "assignment", **more: object) -> Json:
    return {"id": "180", "part_type": kind, "author": author, "created_at": 100} | more


async def told(*parts: Json, since: float = 100, kind: str = "conversation") -> list[OwnerChange]:
    async with canned() as (server, intercom):
        server.answers["/admins"] = ADMINS
        conversation = {
            "id": "215",
            "state": "open",
            "conversation_parts": {"conversation_parts": parts},
        }
        server.answers["/conversations/215"] = JSONResponse(conversation)
        ticket = {"id": "64", "ticket_id": "7", "open": True}
        server.answers["/tickets/64"] = JSONResponse(
            ticket | {"ticket_parts": {"ticket_parts": parts}}
        )
        key = {"conversation": "conversation/215", "ticket": "ticket/64"}[kind]
        return [*await intercom.owner_changes(key, datetime.fromtimestamp(since, UTC))]


@pytest.mark.parametrize("kind", ["conversation", "ticket"])
async def test_a_change_of_hands_is_one_of_intercoms_parts(kind: str) -> None:
    assert await told(part(assigned_to=TO_BEA), kind=kind) == [
        OwnerChange(reference="180", at=datetime.fromtimestamp(100, UTC), by=ANN, to=BEA)
    ]


@pytest.mark.parametrize("kind", ["assignment", "assign_and_reopen", "assign_and_unsnooze"])
async def test_an_assignment_may_come_with_an_opening(kind: str) -> None:
    [change] = await told(part(kind=kind, assigned_to=TO_BEA))
    assert change.to == BEA


@pytest.mark.parametrize(
    "nobody",
    [
        part(),
        part(assigned_to=None),
        part(assigned_to={"type": "nobody_admin", "id": None}),
        part(assigned_to={"type": "admin", "id": "0"}),
        part(assigned_to={"type": "nobody_admin", "id": "0"}, kind="assign_and_reopen"),
    ],
)
async def test_what_is_assigned_to_nobody_is_nobodys(nobody: Json) -> None:
    [change] = await told(nobody)
    assert (change.by, change.to) == (ANN, None)


@pytest.mark.parametrize(
    "nothing",
    [
        part(assigned_to={"type": "team", "id": "5"}),
        part(kind="assign_and_reopen", assigned_to=None),
        part(kind="assign_and_reopen"),
        part(kind="comment", assigned_to=TO_BEA),
        part(kind="close"),
        part(kind=None, assigned_to=TO_BEA),
        part(assigned_to=TO_BEA, created_at=None),
        part(assigned_to=TO_BEA, created_at=99),
    ],
)
async def test_nothing_else_is_a_change_of_hands(nothing: Json) -> None:
    assert await told(nothing) == []


@pytest.mark.parametrize(
    "author",
    [
        {"type": "bot", "id": "9"},
        HERS | {"email": "operator+abcd1234@intercom.io"},
        HERS | {"from_ai_agent": True},
    ],
)
async def test_what_a_bot_did_is_done_by_nobody(author: Json) -> None:
    [change] = await told(part(author, assigned_to=TO_BEA))
    assert (change.by, change.to) == (None, BEA)


@pytest.mark.parametrize("author", [None, {}, {"type": "team", "id": "5"}, HERS | {"id": None}])
async def test_who_is_not_told_is_somebody(author: Json | None) -> None:
    [change] = await told(part(author, assigned_to=TO_BEA))
    assert change.by == Person(id="", name="somebody")


async def test_who_has_left_is_known_by_their_id() -> None:
    [change] = await told(part(HERS | {"id": "98"}, assigned_to={"type": "admin", "id": "99"}))
    assert change.by is not None
    assert change.to is not None
    assert (change.by.id, change.to.id) == ("98", "99")


async def test_an_instant_is_as_good_as_its_second_and_the_oldest_is_first() -> None:
    later = part(id="181", assigned_to=TO_BEA, created_at=101)
    owner_changes = await told(later, part(assigned_to=TO_BEA), since=100.9)
    assert [each.reference for each in owner_changes] == ["180", "181"]
