from typing import Any

import httpx
import pytest

from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin, Contact, Ticket

Items = dict[str, Ticket]


@pytest.fixture
def items(desk: Helpdesk, dana: Contact, ann: Admin) -> Items:
    return {
        "conversations": desk.add_conversation("It broke", dana, owner=ann),
        "tickets": desk.add_ticket("A bug", dana, owner=ann),
    }


def note(by: Admin, **more: object) -> dict[str, object]:
    body = {"message_type": "note", "type": "admin", "admin_id": by.id, "body": "<p>x</p>"} | more
    return {name: value for name, value in body.items() if value is not None}


BOTH = pytest.mark.parametrize("kind", ["conversations", "tickets"])


@BOTH
async def test_a_note_is_kept_by_its_author_and_reaches_no_customer(
    api: httpx.AsyncClient, desk: Helpdesk, items: Items, bea: Admin, kind: str
) -> None:
    answer = await api.post(f"/{kind}/{items[kind].id}/reply", json=note(bea))
    assert answer.status_code == 200
    [kept] = desk.ticket(items[kind].number).notes
    assert (kept.author, kept.body) == (bea, "<p>x</p>")
    assert desk.customer_receives == []


@BOTH
@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"body": None}, 400, "body"),
        ({"body": ""}, 422, "body"),
        ({"body": "<!-- x -->"}, 422, "body"),
        ({"body": 7}, 400, "body"),
        ({"admin_id": None}, 400, "admin_id"),
        ({"admin_id": "1"}, 404, "admin_id"),
        ({"admin_id": 991267001}, 400, "admin_id"),
        ({"type": "user"}, 400, "type"),
        ({"type": None}, 400, "type"),
        ({"message_type": "shout"}, 400, "message_type"),
        ({"body_html": "x"}, 400, "body_html"),
        ({"skip_notifications": "yes"}, 400, "skip_notifications"),
    ],
)
async def test_a_note_that_is_not_one_is_refused_and_not_kept(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    items: Items,
    bea: Admin,
    kind: str,
    wrong: dict[str, object],
    status: int,
    field: str,
) -> None:
    answer = await api.post(f"/{kind}/{items[kind].id}/reply", json=note(bea, **wrong))
    assert answer.status_code == status
    assert answer.json()["errors"][0]["field"] == field
    assert desk.ticket(items[kind].number).history == ()


@BOTH
@pytest.mark.parametrize(("silenced", "received"), [(None, 1), (False, 1), (True, 0)])
async def test_a_comment_reaches_the_customer_unless_it_is_silenced(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    items: Items,
    bea: Admin,
    kind: str,
    silenced: bool | None,
    received: int,
) -> None:
    body = note(bea, message_type="comment", skip_notifications=silenced)
    assert (await api.post(f"/{kind}/{items[kind].id}/reply", json=body)).status_code == 200
    assert len(desk.customer_receives) == received


@BOTH
@pytest.mark.parametrize(
    ("wrong", "code"), [({"body": None}, "parameter_not_found"), ({"body": 7}, "parameter_invalid")]
)
async def test_what_is_missing_is_not_called_wrong(
    api: httpx.AsyncClient,
    items: Items,
    bea: Admin,
    kind: str,
    wrong: dict[str, object],
    code: str,
) -> None:
    answer = await api.post(f"/{kind}/{items[kind].id}/reply", json=note(bea, **wrong))
    assert answer.json()["errors"][0]["code"] == code


def assignment(by: Admin, to: str, **more: object) -> dict[str, Any]:
    start = {"message_type": "assignment", "type": "admin", "admin_id": by.id}
    return {**start, "assignee_id": to, **more}


async def test_a_conversation_is_assigned_and_unassigned(
    api: httpx.AsyncClient, desk: Helpdesk, items: Items, ann: Admin, bea: Admin
) -> None:
    conversation = items["conversations"]
    path = f"/conversations/{conversation.id}/parts"
    answer = await api.post(path, json=assignment(ann, bea.id))
    assert answer.json()["admin_assignee_id"] == int(bea.id)
    assert desk.ticket(conversation.number).owner == bea
    assert (await api.post(path, json=assignment(ann, "0"))).json()["admin_assignee_id"] == 0
    assert desk.ticket(conversation.number).owner is None


async def test_assigning_what_is_closed_opens_it(
    api: httpx.AsyncClient, desk: Helpdesk, items: Items, ann: Admin, bea: Admin
) -> None:
    conversation = items["conversations"]
    desk.closes(ann, conversation.number)
    await api.post(f"/conversations/{conversation.id}/parts", json=assignment(ann, bea.id))
    assert desk.ticket(conversation.number).open
    assert desk.ticket(conversation.number).history[-1].kind == "assign_and_reopen"


async def test_words_with_an_assignment_reach_the_customer(
    api: httpx.AsyncClient, desk: Helpdesk, items: Items, ann: Admin
) -> None:
    path = f"/conversations/{items['conversations'].id}/parts"
    await api.post(path, json=assignment(ann, ann.id, body="Bea takes over"))
    assert [received.body for received in desk.customer_receives] == ["<p>Bea takes over</p>"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"assignee_id": "1"}, 404),
        ({"assignee_id": 991267001}, 400),
        ({"admin_id": "1"}, 404),
        ({"message_type": "close"}, 400),
        ({"type": "team"}, 400),
    ],
)
async def test_an_assignment_that_is_not_one_is_refused(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    items: Items,
    ann: Admin,
    bea: Admin,
    wrong: dict[str, object],
    status: int,
) -> None:
    conversation = items["conversations"]
    body = assignment(ann, bea.id, **wrong)
    answer = await api.post(f"/conversations/{conversation.id}/parts", json=body)
    assert answer.status_code == status
    assert desk.ticket(conversation.number).owner == ann


async def test_a_ticket_is_assigned_silently_or_aloud(
    api: httpx.AsyncClient, desk: Helpdesk, items: Items, ann: Admin, bea: Admin
) -> None:
    ticket = items["tickets"]
    body = {"assignee_id": bea.id, "admin_id": int(ann.id)}
    silent = await api.put(f"/tickets/{ticket.id}", json=body | {"skip_notifications": True})
    assert silent.json()["admin_assignee_id"] == int(bea.id)
    assert desk.customer_receives == []
    await api.put(f"/tickets/{ticket.id}", json=body)
    assert [received.kind for received in desk.customer_receives] == ["update"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"assignee_id": "1"}, 404),
        ({"assignee_id": 7}, 400),
        ({"admin_id": "991267001"}, 400),
        ({"admin_id": 1}, 404),
        ({"admin_id": None}, 400),
        ({"owner": "x"}, 400),
    ],
)
async def test_an_update_that_is_not_one_is_refused(
    api: httpx.AsyncClient,
    desk: Helpdesk,
    items: Items,
    ann: Admin,
    bea: Admin,
    wrong: dict[str, object],
    status: int,
) -> None:
    ticket = items["tickets"]
    body = {"assignee_id": bea.id, "admin_id": int(ann.id), **wrong}
    assert (await api.put(f"/tickets/{ticket.id}", json=body)).status_code == status
    assert desk.ticket(ticket.number).owner == ann


async def test_a_ticket_is_closed_and_opened(
    api: httpx.AsyncClient, desk: Helpdesk, items: Items, ann: Admin
) -> None:
    ticket = items["tickets"]
    for opened in (False, True):
        body = {"open": opened, "admin_id": int(ann.id), "skip_notifications": True}
        answer = await api.put(f"/tickets/{ticket.id}", json=body)
        assert answer.json()["open"] is opened
        assert desk.ticket(ticket.number).open is opened
