import asyncio

import pytest
from starlette.responses import JSONResponse

from rulebook.ports import NotHeard
from tests.connectors.helpdesk.intercom.canned import Canned, canned

ADMINS = JSONResponse(
    {"admins": [{"id": 1, "name": "Ann", "email": "ann@s.example"}, {"id": "2", "name": None}]}
)


def ticket(server: Canned, **more: object) -> None:
    app = {"id_code": "abc", "region": more.pop("region", "US")}
    server.answers["/me"] = JSONResponse({"app": app})
    server.answers["/admins"] = ADMINS
    conversation = {"id": "215", "state": "open", **more}
    server.answers["/conversations/215"] = JSONResponse(conversation)


async def test_the_teammates_and_the_workspace_are_asked_for_once() -> None:
    async with canned() as (server, intercom):
        ticket(server, admin_assignee_id=1)
        await asyncio.gather(*(intercom.ticket("215") for _ in range(5)))
        before = len(server.asked)
        await intercom.ticket("215")
        assert server.asked[before:] == ["GET /conversations/215"]
        assert server.asked.count("GET /admins") == 1
        await intercom.person("ann@s.example")
        assert server.asked.count("GET /admins") == 1


async def test_the_teammates_are_asked_for_again_after_a_while() -> None:
    async with canned(people_kept=0) as (server, intercom):
        server.answers["/admins"] = ADMINS
        await intercom.person("ann@s.example")
        await intercom.person("ann@s.example")
        assert server.asked.count("GET /admins") == 2


async def test_who_has_left_still_owns_what_they_owned() -> None:
    async with canned() as (server, intercom):
        ticket(server, admin_assignee_id=99)
        found = await intercom.ticket("215")
        assert found is not None
        assert found.owner is not None
        assert (found.owner.id, found.owner.name) == ("99", "somebody who left")
        await intercom.ticket("215")
        assert server.asked.count("GET /admins") == 1


async def test_a_teammate_without_an_address_is_not_who_has_none() -> None:
    async with canned() as (server, intercom):
        server.answers["/admins"] = JSONResponse({"admins": [{"id": "2", "email": None}]})
        assert await intercom.person("") is None
        assert server.asked == []


async def test_somebody_without_a_seat_owns_no_tickets() -> None:
    async with canned() as (server, intercom):
        admin = {"id": "1", "email": "ann@s.example", "has_inbox_seat": False}
        server.answers["/admins"] = JSONResponse({"admins": [admin]})
        assert await intercom.person("ann@s.example") is None


@pytest.mark.parametrize(
    ("region", "host"),
    [("US", "app.intercom.com"), ("EU", "app.eu.intercom.com"), ("AU", "app.au.intercom.com")],
)
async def test_a_link_leads_to_the_inbox_of_the_region(region: str, host: str) -> None:
    async with canned() as (server, intercom):
        ticket(server, region=region)
        found = await intercom.ticket("215")
        assert found is not None
        assert found.link == f"https://{host}/a/inbox/abc/inbox/conversation/215"


async def test_a_link_leads_where_the_settings_say() -> None:
    async with canned(inbox_url="http://127.0.0.1:8700/") as (server, intercom):
        ticket(server)
        found = await intercom.ticket("215")
        assert found is not None
        assert found.link == "http://127.0.0.1:8700/a/inbox/abc/inbox/conversation/215"


async def test_a_ticket_is_found_by_its_id_where_its_number_cannot_be_searched_for() -> None:
    async with canned() as (server, intercom):
        ticket(server)
        server.answers["/tickets/search"] = JSONResponse({"errors": []}, 400)
        server.answers["/tickets/900"] = JSONResponse({"id": "900", "ticket_id": "7", "open": True})
        found = await intercom.ticket("900")
        assert found is not None
        assert (found.key, found.number) == ("ticket/900", "7")


async def test_a_customer_who_was_merged_away_is_left_out() -> None:
    async with canned() as (server, intercom):
        ticket(server, contacts={"contacts": [{"id": "6762f126"}]})
        server.answers["/contacts/6762f126"] = JSONResponse({"errors": []}, 410)
        found = await intercom.ticket("215")
        assert found is not None
        assert found.customer == ""


async def test_an_id_of_a_customer_that_would_change_the_path_is_not_sent() -> None:
    async with canned() as (server, intercom):
        ticket(server, contacts={"contacts": [{"id": "../me"}]})
        assert await intercom.ticket("215")
        assert server.asked == ["GET /conversations/215", "GET /me"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ({"title": "a<b> & c"}, "a<b> & c"),
        ({"source": {"subject": "<p>Help &amp; more</p>"}}, "Help & more"),
        ({"source": {"subject": "", "body": "<p>First</p><p>second</p>"}}, "First"),
        ({"title": None, "source": None}, "(no title)"),
    ],
)
async def test_a_conversation_without_a_title_is_called_by_its_first_line(
    written: dict[str, object], title: str
) -> None:
    async with canned() as (server, intercom):
        ticket(server, **written)
        found = await intercom.ticket("215")
        assert found is not None
        assert found.title == title


async def test_an_owner_that_is_no_number_is_nobody_in_intercom() -> None:
    async with canned() as (server, intercom):
        ticket(server)
        ann = await intercom.person("ann@s.example")
        assert ann is not None
        with pytest.raises(NotHeard, match="nobody in Intercom"):
            await intercom.bin(ann.model_copy(update={"id": "U123"}))
        assert server.asked == ["GET /admins"]


def dana(server: Canned) -> None:
    ticket(server, contacts={"contacts": [{"id": "6762f126"}]})
    contact = {"id": "6762f126", "name": "Dana", "companies": {"data": [{"id": "1"}]}}
    server.answers["/contacts/6762f126"] = JSONResponse(contact)
    server.answers["/companies/1"] = JSONResponse({"id": "1", "name": "Acme"})


async def test_a_customer_and_their_company_are_asked_for_once() -> None:
    async with canned() as (server, intercom):
        dana(server)
        for _ in range(3):
            found = await intercom.ticket("215")
            assert found is not None
            assert found.customer == "Acme"
        assert server.asked.count("GET /contacts/6762f126") == 1
        assert server.asked.count("GET /companies/1") == 1


async def test_a_customer_is_asked_for_again_after_a_while() -> None:
    async with canned(people_kept=0) as (server, intercom):
        dana(server)
        for _ in range(2):
            await intercom.ticket("215")
        assert server.asked.count("GET /contacts/6762f126") == 2
        assert server.asked.count("GET /companies/1") == 2


async def test_that_there_is_no_such_customer_is_remembered_too() -> None:
    async with canned() as (server, intercom):
        ticket(server, contacts={"contacts": [{"id": "6762f126"}]})
        for _ in range(2):
            await intercom.ticket("215")
        assert server.asked.count("GET /contacts/6762f126") == 1


async def test_a_customer_who_is_looked_up_by_key_is_asked_for_each_time() -> None:
    async with canned() as (server, intercom):
        dana(server)
        await intercom.ticket("215")
        server.answers["/contacts/6762f126"] = JSONResponse({"errors": []}, 404)
        assert await intercom.customer("6762f126") is None


async def test_who_cannot_be_asked_for_is_asked_for_again() -> None:
    async with canned() as (server, intercom):
        dana(server)
        server.answers["/contacts/6762f126"] = JSONResponse({"errors": []}, 500)
        with pytest.raises(NotHeard):
            await intercom.ticket("215")
        dana(server)
        found = await intercom.ticket("215")
        assert found is not None
        assert found.customer == "Acme"
