"""The judge is worth something only if it objects to what is planted."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rulebook.notes import Note
from rulebook.tickets import Status
from tests.connectors.helpdesk.conformance.scene import created, draft
from tests.connectors.helpdesk.intercom_world import intercom_world
from tests.contracts.intercom.judge import Judge
from tests.contracts.listening import Listening
from tests.contracts.openapi import Exchange, Objection

MIXED = [
    {"field": "open", "operator": "=", "value": True},
    {"operator": "OR", "value": [{"field": "id", "operator": "=", "value": "1"}]},
]
LATE = {"conversations": [{"statistics": {"last_admin_reply_at": "today"}}]}
PLANTED_IN_REQUESTS: list[tuple[str, dict[str, Any], str]] = [
    ("/conversations/search", {"query": {"operator": "AND", "value": "x"}}, "not valid"),
    ("/conversations/search", {"query": None}, "not valid"),
    ("/conversations/search", {"query": {"operator": "AND", "value": MIXED}}, "not valid"),
    ("/tickets/search", {"page": 1}, "page is not described"),
    ("/parts", {"assignee_id": 7}, "not valid"),
    ("/parts", {"assignee": "7"}, "assignee is not described"),
    ("/reply", {"admin_id": 7}, "not valid"),
    ("/reply", {"message_type": "shout"}, "not valid"),
    ("/reply", {"type": ...}, "not valid"),
    ("/reply", {"body_html": "<p>x</p>"}, "body_html is not described"),
    ("/tickets", {"ticket_type_id": 90}, "not of type 'string'"),
    ("/tickets", {"contacts": ...}, "'contacts' is a required property"),
    ("/tickets", {"contacts": [{"name": "Chloé"}]}, "not valid"),
    ("/tickets", {"assignment": {"admin_assignee_id": 7}}, "not of type 'string'"),
    ("/tickets", {"ticket_attributes": {"Priority": {"id": "x"}}}, "not valid"),
    ("/tickets", {"ticket_state_id": "8498"}, "ticket_state_id is not described"),
    ("/tickets/215002", {"ticket_state_id": 8498}, "not of type 'string'"),
    ("/tickets/215002", {"state": "open"}, "state is not described"),
    ("/contacts/search", {"query": ...}, "'query' is a required property"),
    ("/contacts/search", {"page": 1}, "page is not described"),
]
PLANTED_IN_ANSWERS: list[tuple[str, dict[str, Any], str]] = [
    ("/me", {"app": ...}, "app is missing"),
    ("/admins", {"admins": ...}, "admins is missing"),
    ("/admins", {"admins": [{"id": 7}]}, "not of type 'string'"),
    ("/conversations/215001", {"state": "dozing"}, "dozing"),
    ("/conversations/215001", {"admin_assignee_id": "7"}, "not of type 'integer'"),
    ("/conversations/215001", {"conversation_parts": ...}, "conversation_parts is missing"),
    ("/conversations/search", {"total_count": ...}, "total_count is missing"),
    ("/conversations/search", LATE, "not of type 'integer'"),
    ("/ticket_types", {"data": ...}, "data is missing"),
    ("/ticket_types", {"data": [{"category": "Secret"}]}, "Secret"),
    ("/tickets", {"ticket_id": ...}, "ticket_id is missing"),
    ("/tickets", {"category": "Secret"}, "Secret"),
    ("/tickets/215002", {"open": "yes"}, "not of type 'boolean'"),
    ("/contacts/search", {"total_count": ...}, "total_count is missing"),
    ("/contacts/search", {"data": [{"id": 7}]}, "not of type 'string'"),
    ("/conversations/999", {"errors": ...}, "'errors' is a required property"),
    ("/conversations/999", {"errors": [{"message": "x"}]}, "'code' is a required property"),
]


@pytest.fixture(scope="module")
def heard() -> list[Exchange]:
    return asyncio.run(everything_once())


async def everything_once() -> list[Exchange]:
    """What a connector says and hears when it does everything once."""
    heard: list[Exchange] = []
    around = lambda app: Listening(app, "/intercom", heard)  # noqa: E731
    async with intercom_world("conversation", around) as world:
        ann = world.joins("Ann", "ann@support.example")
        port = world.port()
        ticket = await port.ticket(world.arrives(owner=ann))
        assert ticket is not None
        await port.ticket("999")
        await port.bin(ann)
        await port.changed_since(datetime.now(UTC) - timedelta(hours=1))
        await port.assign(ticket.key, ann, ann, again=False)
        note = Note(title="Approved", lines=(), marker="m")
        await port.write_note(ticket.key, note, ann, again=False)
        await port.tickets_like("work")
        await port.customers_like("chl")
        new = draft(world, ann, status=Status.IN_PROGRESS)
        await created(port, new, ann)
        await created(port, new, ann, again=True)
    return heard


def that(heard: list[Exchange], path: str) -> Exchange:
    return next(exchange for exchange in heard if exchange.path.endswith(path))


def planted(body: bytes, fields: dict[str, Any]) -> bytes:
    """A body with these fields instead; `...` takes one away."""
    whole = json.loads(body) | fields
    return json.dumps({name: value for name, value in whole.items() if value is not ...}).encode()


def test_what_was_not_tampered_with_is_allowed(judge: Judge, heard: list[Exchange]) -> None:
    for exchange in heard:
        judge.judge(exchange)
    assert len({exchange.path for exchange in heard}) > 12


@pytest.mark.parametrize(("path", "fields", "reason"), PLANTED_IN_REQUESTS)
def test_a_wrong_field_in_a_request_is_objected_to(
    judge: Judge, heard: list[Exchange], path: str, fields: dict[str, Any], reason: str
) -> None:
    exchange = that(heard, path)
    with pytest.raises(Objection, match=reason):
        judge.judge(replace(exchange, sent=planted(exchange.sent, fields)))


@pytest.mark.parametrize(("path", "fields", "reason"), PLANTED_IN_ANSWERS)
def test_a_wrong_or_missing_field_in_an_answer_is_objected_to(
    judge: Judge, heard: list[Exchange], path: str, fields: dict[str, Any], reason: str
) -> None:
    exchange = that(heard, path)
    with pytest.raises(Objection, match=reason):
        judge.judge(replace(exchange, answered=planted(exchange.answered, fields)))


@pytest.mark.parametrize("name", ["Authorization", "Intercom-Version"])
def test_a_call_without_a_header_is_objected_to(
    judge: Judge, heard: list[Exchange], name: str
) -> None:
    exchange = that(heard, "/me")
    headers = {known: value for known, value in exchange.headers.items() if known != name}
    with pytest.raises(Objection, match=f"{name} is missing"):
        judge.judge(replace(exchange, headers=headers))


@pytest.mark.parametrize(
    "change",
    [{"path": "/me/too"}, {"method": "PATCH"}, {"status": 201}, {"path": "/conversations/abc"}],
)
def test_what_the_description_does_not_have_is_objected_to(
    judge: Judge, heard: list[Exchange], change: dict[str, Any]
) -> None:
    with pytest.raises(Objection):
        judge.judge(replace(that(heard, "/conversations/215001"), **change))
