from collections.abc import Awaitable

import pytest
from starlette.responses import JSONResponse

from rulebook.ports import NotHeard
from tests.connectors.helpdesk.pylon.canned import Canned, canned, data, read

ACCOUNT = {"id": "a1", "name": "Acme", "custom_fields": {"plan": {"value": "Pro"}}}
CONTACT = {
    "id": "c1",
    "name": "Dana Fox",
    "email": "dana@acme.example",
    "account": {"id": "a1"},
    "custom_fields": {"plan": {"value": "Trial"}, "tier": {"value": "Gold"}},
}
OF_BOTH = {"account": {"id": "a1"}, "requester": {"id": "c1", "email": "dana@acme.example"}}
NOBODY = JSONResponse({"errors": ["not found"]}, 404)


def known(server: Canned) -> None:
    server.answers["/accounts/a1"] = data(ACCOUNT)
    server.answers["/contacts/c1"] = data(CONTACT)


@pytest.mark.parametrize(
    ("of", "customer", "key", "plan"),
    [
        (OF_BOTH, "Acme", "c1", "Pro"),
        ({"requester": {"id": "c1"}}, "Acme", "c1", "Pro"),
        ({"account": {"id": "a1"}}, "Acme", "account/a1", "Pro"),
        ({"requester": {"id": "c9", "email": "x@y.example"}}, "x@y.example", "c9", ""),
        ({"requester": {"id": "c9"}, "account": {"id": "a9"}}, "", "c9", ""),
        ({"requester": {"id": "../me"}}, "", "../me", ""),
        ({}, "", "", ""),
    ],
)
async def test_the_customer_is_the_account_else_the_requester(
    of: dict[str, object], customer: str, key: str, plan: str
) -> None:
    async with canned() as (server, pylon):
        known(server)
        ticket = await read(server, pylon, **of)
        assert (ticket.customer, ticket.customer_key, ticket.plan) == (customer, key, plan)
        assert "GET /me" not in server.asked


@pytest.mark.parametrize(
    ("name", "plan"), [("plan", "Pro"), (" PLAN ", "Pro"), ("tier", "Gold"), ("colour", "")]
)
async def test_the_plan_is_where_the_setting_says(name: str, plan: str) -> None:
    async with canned(plan=name) as (server, pylon):
        known(server)
        assert (await read(server, pylon, **OF_BOTH)).plan == plan


async def test_a_customer_and_their_account_are_asked_for_once() -> None:
    async with canned() as (server, pylon):
        known(server)
        for _ in range(3):
            await read(server, pylon, **OF_BOTH)
        assert server.asked.count("GET /contacts/c1") == 1
        assert server.asked.count("GET /accounts/a1") == 1


async def test_an_account_is_a_customer_by_itself() -> None:
    async with canned() as (server, pylon):
        known(server)
        customer = await pylon.customer("account/a1")
        assert customer is not None
        assert (customer.key, customer.name, customer.plan) == ("account/a1", "Acme", "Pro")
        assert await pylon.customer("account/a9") is None
        before = len(server.asked)
        for key in ("account/", "account/../me", "account/a1/b", "account/a\n"):
            assert await pylon.customer(key) is None
        assert len(server.asked) == before


async def test_contacts_and_accounts_are_suggested_who_begins_so_first() -> None:
    async with canned() as (server, pylon):
        dana = {"id": "c1", "name": "Dana Fox", "email": "dana@acme.example"}
        nameless = {"id": "c2", "email": "acme@mail.example"}
        server.answers["/contacts/search"] = data([dana, nameless, {"id": "c3"}])
        acme = {"id": "a1", "name": "Acme", "primary_domain": "acme.example"}
        server.answers["/accounts/search"] = data([{"id": "a2", "name": "Macme"}, acme])
        found = [(one.value, one.words) for one in await pylon.customers_like(" acme ")]
        assert found == [
            ("c2", "acme@mail.example"),
            ("account/a1", "Acme (acme.example)"),
            ("c1", "Dana Fox (dana@acme.example)"),
            ("c3", "c3"),
            ("account/a2", "Macme"),
        ]
        assert {"field": "name", "operator": "string_contains", "value": "acme"} in (
            body["filter"] for body in server.bodies
        )


async def test_where_names_cannot_be_searched_for_addresses_are() -> None:
    async with canned() as (server, pylon):
        server.answers["/contacts/search"] = JSONResponse({"errors": ["unknown field name"]}, 400)
        server.answers["/accounts/search"] = data([])
        server.otherwise = NOBODY
        assert await told(pylon.customers_like("acme")) == "unknown field name"
        assert [body["filter"]["field"] for body in server.bodies].count("email") == 1


async def told(asking: Awaitable[object]) -> str:
    with pytest.raises(NotHeard) as missed:
        await asking
    return str(missed.value).partition(": ")[2].partition(" (400)")[0]


async def test_nothing_is_asked_for_no_words() -> None:
    async with canned() as (server, pylon):
        assert await pylon.customers_like(" \u202e ") == ()
        assert server.asked == []
