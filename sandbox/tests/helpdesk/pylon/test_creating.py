from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import API_USER, Admin, Contact

INTERNAL = {"destination_metadata": {"destination": "internal"}}


def asking(customer: Contact, **more: object) -> dict[str, Any]:
    body: dict[str, object] = {
        "title": "A bug",
        "body_html": "<p>It <b>hangs</b></p>",
        "requester_id": id_of("contact", customer.id),
        **more,
    }
    return {name: value for name, value in body.items() if value is not None}


async def said_first(pylon: httpx.AsyncClient, issue: dict[str, Any]) -> dict[str, Any]:
    answer = await pylon.get(f"/issues/{issue['id']}/messages")
    return dict(answer.json()["data"][0])


async def test_an_issue_is_created_as_asked(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    team = desk.add_team("Success", ann)
    body = asking(
        dana,
        assignee_id=id_of("user", ann.id),
        team_id=id_of("team", team.id),
        priority="high",
        tags=["billing"],
        **INTERNAL,
    )
    issue = (await pylon.post("/issues", json=body)).json()["data"]
    ticket = desk.ticket(str(issue["number"]))
    assert (ticket.title, ticket.body) == ("A bug", "<p>It <b>hangs</b></p>")
    assert (ticket.customer, ticket.owner, ticket.priority) == (dana, ann, "high")
    assert (ticket.kind, ticket.state) == ("ticket", "submitted")
    assert (issue["state"], issue["type"], issue["source"]) == ("new", "ticket", "manual")
    assert (issue["team"], issue["tags"]) == ({"id": id_of("team", team.id)}, ["billing"])
    assert (await pylon.get(f"/issues/{issue['id']}")).json()["data"] == issue


@pytest.mark.parametrize(
    ("more", "received"),
    [
        ({}, 1),
        ({"destination_metadata": {"destination": "email"}}, 1),
        ({"destination_metadata": {"destination": "customer_portal"}}, 1),
        (INTERNAL | {"customer_portal_visible": True}, 1),
        (INTERNAL | {"customer_portal_visible": False}, 0),
        (INTERNAL, 0),
    ],
)
async def test_the_customer_receives_a_new_issue_unless_it_is_said_to_be_internal(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact, more: dict[str, Any], received: int
) -> None:
    assert (await pylon.post("/issues", json=asking(dana, **more))).status_code == 200
    kinds = [(one.kind, one.body) for one in desk.customer_receives]
    assert kinds == [("creation", "<p>It <b>hangs</b></p>")] * received


async def test_an_internal_issue_begins_with_a_note_of_who_wrote_it(
    pylon: httpx.AsyncClient, ann: Admin, dana: Contact
) -> None:
    body = asking(dana, user_id=id_of("user", ann.id), **INTERNAL)
    issue = (await pylon.post("/issues", json=body)).json()["data"]
    first = await said_first(pylon, issue)
    assert (first["is_private"], first["author"]["user"]["email"]) == (True, ann.email)
    [thread] = (await pylon.get(f"/issues/{issue['id']}/threads")).json()["data"]
    assert thread["id"] == first["thread_id"]


async def test_who_is_not_named_writes_as_the_token(
    pylon: httpx.AsyncClient, dana: Contact
) -> None:
    issue = (await pylon.post("/issues", json=asking(dana))).json()["data"]
    first = await said_first(pylon, issue)
    assert first["author"]["user"]["id"] == id_of("user", API_USER.id)
    assert not first["is_private"]


async def test_a_customer_can_be_named_as_the_author(
    pylon: httpx.AsyncClient, dana: Contact
) -> None:
    body = asking(dana, contact_id=id_of("contact", dana.id), **INTERNAL)
    issue = (await pylon.post("/issues", json=body)).json()["data"]
    first = await said_first(pylon, issue)
    assert (first["author"]["contact"]["email"], first["is_private"]) == (dana.email, False)


async def test_a_requester_is_known_by_address_or_new(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    for email, name in ((dana.email.upper(), "Dana Fox"), ("new@c.example", "Nina")):
        body = asking(
            dana, requester_id=None, requester_email=email, requester_name=name, **INTERNAL
        )
        issue = (await pylon.post("/issues", json=body)).json()["data"]
        customer = desk.ticket(str(issue["number"])).customer
        assert (customer.name, customer.email.casefold()) == (name, email.casefold())
    assert len((await contacts(pylon))["data"]) == 2


async def contacts(pylon: httpx.AsyncClient) -> dict[str, Any]:
    everybody = {"field": "email", "operator": "string_contains", "value": "@"}
    return dict((await pylon.post("/contacts/search", json={"filter": everybody})).json())


async def test_an_issue_for_an_account_is_for_somebody_there(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    assert dana.company
    account = id_of("account", dana.company.id)
    body = asking(dana, requester_id=None, account_id=account, **INTERNAL)
    issue = (await pylon.post("/issues", json=body)).json()["data"]
    assert desk.ticket(str(issue["number"])).customer == dana
    assert issue["account"]["id"] == account


async def test_an_issue_can_be_of_the_past(
    pylon: httpx.AsyncClient, desk: Helpdesk, clock: Clock, dana: Contact
) -> None:
    body = asking(dana, created_at="2026-03-01T10:00:00-05:00", **INTERNAL)
    issue = (await pylon.post("/issues", json=body)).json()["data"]
    assert issue["created_at"] == "2026-03-01T15:00:00Z"
    assert desk.ticket(str(issue["number"])).created == clock.now() - timedelta(days=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": None},
        {"title": " "},
        {"title": 7},
        {"body_html": None},
        {"body_html": "<script>x</script>"},
        {"requester_id": None},
        {"requester_id": "x"},
        {"account_id": "x"},
        {"assignee_id": "x"},
        {"assignee_id": 7},
        {"team_id": "x"},
        {"user_id": "x"},
        {"user_id": "{user}", "contact_id": "{contact}"},
        {"contact_id": "{contact}", "destination_metadata": None},
        {"requester_id": "{other}", "account_id": "{account}"},
        {"priority": "normal"},
        {"priority": ""},
        {"custom_fields": [{"slug": "colour", "value": "red"}]},
        {"tags": "billing"},
        {"tags": [7]},
        {"created_at": "yesterday"},
        {"created_at": "2026-03-01"},
        {"created_at": "2026-03-01T15:00:00"},
        {"created_at": "2026-03-03T15:00:00Z"},
        {"customer_portal_visible": "yes"},
        {"destination_metadata": {}},
        {"destination_metadata": {"destination": "nowhere"}},
        {"destination_metadata": "internal"},
        {"state": "new"},
        {"destination": "internal"},
    ],
)
async def test_a_new_issue_that_is_not_one_is_refused_and_not_kept(
    pylon: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact, wrong: dict[str, Any]
) -> None:
    assert dana.company
    other = desk.add_contact("Sam", "sam@c.example", "Other")
    ids = {
        "{user}": id_of("user", ann.id),
        "{contact}": id_of("contact", dana.id),
        "{other}": id_of("contact", other.id),
        "{account}": id_of("account", dana.company.id),
    }
    sent = {
        name: ids.get(value, value) if isinstance(value, str) else value
        for name, value in wrong.items()
    }
    answer = await pylon.post("/issues", json=asking(dana, **(INTERNAL | sent)))
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request_body")
    assert desk.tickets() == []
    assert desk.customer_receives == []
