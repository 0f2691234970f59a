from typing import Any

import httpx
import pytest

from sandbox.faults import Fault
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin, Contact

BUG, TASK = "90", "89"


def asking(customer: Contact, **more: object) -> dict[str, Any]:
    body: dict[str, object] = {
        "ticket_type_id": BUG,
        "contacts": [{"id": customer.id}],
        "ticket_attributes": {"_default_title_": "A bug"},
        **more,
    }
    return {name: value for name, value in body.items() if value is not None}


async def types(api: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = (await api.get("/ticket_types")).json()
    return {one["name"]: one for one in answer["data"]}


async def test_a_ticket_is_created_as_asked(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    [high] = [
        item["id"]
        for attribute in (await types(api))["Bug"]["ticket_type_attributes"]["data"]
        if attribute["name"] == "Priority"
        for item in attribute["input_options"]["list_options"]
        if item["label"] == "high"
    ]
    written = {"_default_title_": "A bug", "_default_description_": "1 < 2\n\nm", "Priority": high}
    body = asking(dana, ticket_attributes=written, assignment={"admin_assignee_id": ann.id})
    answer = (await api.post("/tickets", json=body)).json()
    ticket = desk.ticket(answer["ticket_id"])
    assert (ticket.title, ticket.customer, ticket.owner) == ("A bug", dana, ann)
    assert (ticket.priority, ticket.state, ticket.ticket_type) == ("high", "submitted", BUG)
    assert ticket.body == "<p>1 &lt; 2<br><br>m</p>"
    assert answer["ticket_state"]["category"] == "submitted"
    assert answer["ticket_attributes"] == written | {"Priority": "high"}
    assert (await api.get(f"/tickets/{answer['id']}")).json() == answer


@pytest.mark.parametrize(("silenced", "received"), [(None, 1), (False, 1), (True, 0)])
async def test_the_customer_hears_of_a_new_ticket_unless_it_is_silenced(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    dana: Contact,
    silenced: bool | None,
    received: int,
) -> None:
    answer = await api.post("/tickets", json=asking(dana, skip_notifications=silenced))
    assert answer.status_code == 200
    kinds = [(one.kind, one.body) for one in desk.customer_receives]
    assert kinds == [("creation", "A bug")] * received


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"ticket_type_id": None}, 400, "parameter_not_found"),
        ({"ticket_type_id": 90}, 400, "parameter_invalid"),
        ({"ticket_type_id": "7"}, 404, "not_found"),
        ({"contacts": None}, 400, "parameter_not_found"),
        ({"contacts": []}, 400, "parameter_invalid"),
        ({"contacts": "x"}, 400, "parameter_invalid"),
        ({"contacts": ["x"]}, 400, "parameter_invalid"),
        ({"contacts": [{"id": "x"}]}, 404, "not_found"),
        ({"contacts": [{"id": 7}]}, 400, "parameter_invalid"),
        ({"contacts": [{}]}, 400, "parameter_not_found"),
        ({"contacts": [{"id": "x", "name": "y"}]}, 400, "parameter_invalid"),
        ({"contacts": [{"id": "x"}, {"id": "y"}]}, 400, "parameter_invalid"),
        ({"ticket_attributes": None}, 400, "parameter_invalid"),
        ({"ticket_attributes": "x"}, 400, "parameter_invalid"),
        ({"ticket_attributes": {"_default_title_": ""}}, 400, "parameter_invalid"),
        ({"ticket_attributes": {"_default_title_": 7}}, 400, "parameter_invalid"),
        ({"ticket_attributes": {"_default_title_": "x", "Colour": "red"}}, 400, None),
        ({"ticket_attributes": {"_default_title_": "x", "Priority": "high"}}, 400, None),
        ({"ticket_attributes": {"_default_title_": "x", "priority": "x"}}, 400, None),
        ({"assignment": "x"}, 400, "parameter_invalid"),
        ({"assignment": {"admin_assignee_id": "1"}}, 404, "assignee_not_found"),
        ({"assignment": {"admin_assignee_id": 1}}, 400, "parameter_invalid"),
        ({"assignment": {"assignee_id": "1"}}, 400, "parameter_invalid"),
        ({"conversation_to_link_id": "7"}, 404, "conversation_not_found"),
        ({"conversation_to_link_id": 7}, 400, "parameter_invalid"),
        ({"skip_notifications": "yes"}, 400, "parameter_invalid"),
        ({"ticket_state_id": "8498"}, 400, "parameter_invalid"),
        ({"title": "x"}, 400, "parameter_invalid"),
    ],
)
async def test_a_new_ticket_that_is_not_one_is_refused_and_not_kept(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    dana: Contact,
    wrong: dict[str, object],
    status: int,
    code: str | None,
) -> None:
    answer = await api.post("/tickets", json=asking(dana, **wrong))
    assert answer.status_code == status
    assert answer.json()["errors"][0]["code"] == (code or "parameter_invalid")
    assert desk.tickets() == []
    assert desk.customer_receives == []


async def test_a_conversation_is_linked_to_a_ticket_that_customers_do_not_see(
    api: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    conversation = desk.add_conversation("It broke", dana, number="4711")
    linked = {"conversation_to_link_id": conversation.id}
    answer = (await api.post("/tickets", json=asking(dana, ticket_type_id=TASK, **linked))).json()
    assert desk.ticket(answer["ticket_id"]).linked == "4711"
    assert [one["id"] for one in answer["linked_objects"]["data"]] == ["4711"]
    refused = await api.post("/tickets", json=asking(dana, **linked))
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "conversation_to_link_id"


async def test_a_ticket_of_another_type_has_no_priority(
    api: httpx.AsyncClient, dana: Contact
) -> None:
    known = await types(api)
    names = {one["name"] for one in known["Task"]["ticket_type_attributes"]["data"]}
    assert names == {"_default_title_", "_default_description_"}
    written = {"_default_title_": "x", "Priority": "x"}
    body = asking(dana, ticket_type_id=TASK, ticket_attributes=written)
    message = (await api.post("/tickets", json=body)).json()["errors"][0]["message"]
    assert message == "Extra attributes provided that are not found on ticket type: Priority"


@pytest.mark.parametrize(
    ("category", "state"),
    [
        ("submitted", "submitted"),
        ("in_progress", "open"),
        ("waiting_on_customer", "waiting_on_customer"),
        ("resolved", "closed"),
    ],
)
async def test_a_ticket_is_put_into_a_state_that_its_type_has(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    ann: Admin,
    dana: Contact,
    category: str,
    state: str,
) -> None:
    ticket = desk.add_ticket("A bug", dana)
    known = (await types(api))["Bug"]["ticket_states"]["data"]
    [state_id] = [one["id"] for one in known if one["category"] == category]
    body = {"ticket_state_id": state_id, "admin_id": int(ann.id), "skip_notifications": True}
    answer = (await api.put(f"/tickets/{ticket.id}", json=body)).json()
    assert answer["ticket_state"]["category"] == category
    assert desk.ticket(ticket.number).state == state
    assert desk.ticket(ticket.number).history[-1].kind == "ticket_state_updated_by_admin"
    assert desk.customer_receives == []


async def test_a_state_that_is_none_is_refused(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    ticket = desk.add_ticket("A bug", dana)
    body = {"ticket_state_id": "0", "admin_id": int(ann.id)}
    answer = await api.put(f"/tickets/{ticket.id}", json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "ticket_state_id_invalid"
    assert desk.ticket(ticket.number).state == "open"


async def test_a_creation_that_goes_wrong_does_nothing_and_is_recorded(
    api: httpx.AsyncClient, desk: Helpdesk, dana: Contact
) -> None:
    desk.faults.on("POST /tickets", Fault.SERVER_ERROR)
    assert (await api.post("/tickets", json=asking(dana))).status_code == 500
    assert (await api.post("/tickets", json=asking(dana))).status_code == 200
    assert [(call.name, call.status) for call in desk.calls] == [
        ("POST /tickets", 500),
        ("POST /tickets", 200),
    ]
    assert len(desk.tickets()) == 1
