import pytest

from tests.connectors.helpdesk.pylon.canned import canned, data, read

USERS = [
    {"id": "u1", "name": "Ann", "email": "Ann@s.example", "emails": ["a@s.example"]},
    {"id": "u2", "name": "", "email": "bea@s.example"},
    {"id": "u3", "name": "Cem", "email": "cem@s.example", "is_deactivated": True},
    {"id": "u4", "name": "Dee", "email": None, "emails": None},
]


@pytest.mark.parametrize(
    ("address", "user_id"),
    [
        ("ann@S.example", "u1"),
        ("a@s.example", "u1"),
        ("bea@s.example", "u2"),
        ("cem@s.example", None),
        ("nobody@s.example", None),
    ],
)
async def test_somebody_is_found_by_any_of_their_addresses_while_they_work_there(
    address: str, user_id: str | None
) -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = data(USERS)
        found = await pylon.person(address)
        assert (found and found.id) == user_id


async def test_who_was_put_out_still_owns_what_they_owned() -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = data(USERS)
        owned = await read(server, pylon, assignee={"id": "u3"})
        assert owned.owner is not None
        assert owned.owner.name == "Cem"


async def test_who_has_left_is_not_asked_for_each_time() -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = data(USERS)
        for _ in range(3):
            owned = await read(server, pylon, assignee={"id": "u99", "email": "x@s.example"})
            assert owned.owner is not None
            assert (owned.owner.id, owned.owner.name) == ("u99", "somebody who left")
        assert server.asked.count("GET /users") == 1


async def test_the_teammates_are_asked_for_again_after_a_while() -> None:
    async with canned(people_kept=0) as (server, pylon):
        server.answers["/users"] = data(USERS)
        for _ in range(2):
            await pylon.person("bea@s.example")
        assert server.asked.count("GET /users") == 2


async def test_a_person_without_a_name_is_called_by_their_address() -> None:
    async with canned() as (server, pylon):
        server.answers["/users"] = data(USERS)
        bea = await pylon.person("bea@s.example")
        assert bea is not None
        assert bea.name == "bea@s.example"
