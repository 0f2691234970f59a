"""The judge is worth something only if it objects to what is planted."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.api import CALLS
from tests.contracts.listening import Listening
from tests.contracts.openapi import Exchange, Objection
from tests.contracts.pylon.judge import Judge

INTERNAL = {"destination": "internal"}
OPEN = {"field": "state", "operator": "not_in", "values": ["closed"]}
DEEP = {"field": "", "operator": "and", "subfilters": [OPEN | {"fields": []}]}
PLANTED_IN_REQUESTS: list[tuple[str, str, dict[str, Any], str]] = [
    ("POST", "/issues/search", {"filter": ...}, "'filter' is a required property"),
    ("POST", "/issues/search", {"filter": {"operator": "and"}}, "'field' is a required property"),
    ("POST", "/issues/search", {"filter": OPEN | {"operator": "like"}}, "like"),
    ("POST", "/issues/search", {"filter": OPEN | {"values": "closed"}}, "not of type 'array'"),
    ("POST", "/issues/search", {"filter": DEEP}, "fields is not described"),
    ("POST", "/issues/search", {"limit": "100"}, "not of type 'integer'"),
    ("POST", "/issues/search", {"page": 1}, "page is not described"),
    ("POST", "/contacts/search", {"query": "x"}, "query is not described"),
    ("POST", "/issues", {"title": ...}, "'title' is a required property"),
    ("POST", "/issues", {"body_html": ...}, "'body_html' is a required property"),
    ("POST", "/issues", {"destination_metadata": {"destination": "nowhere"}}, "nowhere"),
    ("POST", "/issues", {"destination_metadata": INTERNAL | {"to": "x"}}, "to is not described"),
    ("POST", "/issues", {"tags": "x"}, "not of type 'array'"),
    ("POST", "/issues", {"state": "new"}, "state is not described"),
    ("PATCH", "{issue}", {"assignee_id": None}, "None"),
    ("PATCH", "{issue}", {"assignee": "x"}, "assignee is not described"),
    ("PATCH", "{issue}", {"custom_fields": [{"name": "x"}]}, "name is not described"),
    ("POST", "/note", {"body_html": ...}, "'body_html' is a required property"),
    ("POST", "/note", {"body": "x"}, "body is not described"),
    ("POST", "/note", {"user_id": 7}, "not of type 'string'"),
    ("POST", "/external-issues", {"source": ...}, "'source' is a required property"),
    ("PATCH", "{user}", {"away": True}, "away is not described"),
]
PLANTED_IN_ANSWERS: list[tuple[str, str, dict[str, Any], str]] = [
    ("GET", "/me", {"id": ...}, "data.id is missing"),
    ("GET", "/me", {"user": ...}, "data.user is missing"),
    ("GET", "{issue}", {"number": "7"}, "not of type 'integer'"),
    ("GET", "{issue}", {"type": "bug"}, "bug"),
    ("GET", "{issue}", {"created_at": "yesterday"}, "data.created_at is wrong"),
    ("GET", "{issue}", {"first_response_breach_time": "soon"}, "breach_time is wrong"),
    ("GET", "{issue}", {"resolution_breach_time": 7}, "not of type 'string'"),
    ("GET", "{issue}", {"team_slas": [{}]}, "team_slas.0.team_id is missing"),
    ("GET", "{issue}", {"assignee": {"email": "x"}}, "data.assignee.id is missing"),
    ("GET", "{issue}", {"owner": {}}, "owner is not known"),
    ("GET", "{issue}", {"assignee": {"id": "x", "name": "x"}}, "name is not known"),
    *[
        ("GET", "{issue}", {field: ...}, f"data.{field} is missing")
        for field in ("id", "number", "title", "state", "link", "created_at", "updated_at")
    ],
    ("POST", "/note", {"issue_id": ...}, "data.issue_id is missing"),
    ("PATCH", "{user}", {"status": ...}, "data.status is missing"),
]
PLANTED_AROUND: list[tuple[str, dict[str, Any], str]] = [
    ("/me", {"data": ...}, "data is missing"),
    ("/me", {"request_id": ...}, "request_id is missing"),
    ("/issues/search", {"pagination": {"cursor": "x"}}, "'has_next_page' is a required property"),
    ("/messages", {"data": [{"id": "x"}]}, "data.0.is_private is missing"),
    ("/audit-logs", {"data": [{"id": "x"}]}, "data.0.action is missing"),
    ("/issue-statuses", {"data": [{"slug": "new"}]}, "data.0.category is missing"),
    ("/issues/999", {"request_id": ...}, "request_id is missing"),
    ("/issues/999", {"errors": ...}, "it says no error"),
    ("/issues/999", {"errors": [{"message": "x"}]}, "errors.0 is wrong"),
]


class Heard:
    """What was heard, and the paths that are worth a name."""

    def __init__(self) -> None:
        self.all: list[Exchange] = []
        self.names: dict[str, str] = {}

    def that(self, path: str, method: str = "") -> Exchange:
        ends = path.format(**self.names)
        return next(
            exchange
            for exchange in self.all
            if exchange.path.endswith(ends) and exchange.method.startswith(method)
        )


@pytest.fixture(scope="module")
def heard() -> Heard:
    return asyncio.run(everything_once())


async def everything_once() -> Heard:
    """Every call that the sandbox answers, and one that it refuses."""
    heard, desk = Heard(), _desk()
    app = Listening(
        Starlette(routes=[Mount("/pylon", routes=desk.pylon.routes)]), "/pylon", heard.all
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://sandbox/pylon",
        headers={"Authorization": f"Bearer {desk.pylon.token}"},
    ) as api:
        issue = (await api.get("/issues/4711")).json()["data"]
        user = (await api.get("/users")).json()["data"][0]
        heard.names = {"issue": f"/issues/{issue['id']}", "user": f"/users/{user['id']}"}
        await _people(api, issue, user)
        await _issue(api, issue, user)
    desk.close()
    return heard


def _desk() -> Helpdesk:
    clock = Clock()
    desk = Helpdesk(clock)
    ann = desk.add_admin("Ann", "ann@support.example")
    dana = desk.add_contact("Dana Fox", "dana@customer.example", "Acme", "Enterprise")
    soon = clock.now() + timedelta(hours=1)
    desk.add_conversation(
        "It broke",
        dana,
        number="4711",
        body="<p>hm</p>",
        owner=ann,
        priority="high",
        team=desk.add_team("Success", ann),
        respond_by=soon,
        resolve_by=soon,
    )
    desk.begins_thread("4711", "#support", slack_channel="C1")
    desk.closes(ann, desk.add_ticket("Done", dana, tags=("billing",)).number)
    return desk


async def _people(api: httpx.AsyncClient, issue: dict[str, Any], user: dict[str, Any]) -> None:
    email = {"field": "email", "operator": "equals", "value": user["email"]}
    name = {"field": "name", "operator": "string_contains", "value": "a"}
    await api.get("/me")
    await api.get("/teams")
    await api.get(f"/users/{user['id']}")
    await api.patch(f"/users/{user['id']}", json={"status": "away"})
    await api.post("/users/search", json={"filter": email})
    await api.get(f"/accounts/{issue['account']['id']}")
    await api.post("/accounts/search", json={"filter": name})
    await api.get(f"/contacts/{issue['requester']['id']}")
    await api.post("/contacts/search", json={"filter": name})


async def _issue(api: httpx.AsyncClient, issue: dict[str, Any], user: dict[str, Any]) -> None:
    here = f"/issues/{issue['id']}"
    both = {"field": "", "operator": "and", "subfilters": [OPEN]}
    new = {
        "title": "New",
        "body_html": "<p>x</p>",
        "requester_id": issue["requester"]["id"],
        "priority": "high",
        "destination_metadata": INTERNAL,
    }
    linked = {"source": "linear", "external_issue_id": "x"}
    await api.get("/issues/999")
    await api.get("/issue-statuses")
    await api.post("/issues", json=new)
    await api.post("/issues/search", json={"filter": both, "limit": 1})
    await api.get(here)
    await api.patch(here, json={"assignee_id": "", "state": "waiting_on_customer", "tags": ["x"]})
    await api.post(f"{here}/external-issues", json=linked)
    await api.post(f"{here}/threads", json={"name": "Ours"})
    await api.get(f"{here}/threads")
    await api.post(f"{here}/note", json={"body_html": "<p>x</p>", "user_id": user["id"]})
    [first, *_] = (await api.get(f"{here}/messages")).json()["data"]
    await api.post(f"{here}/reply", json={"body_html": "<p>x</p>", "message_id": first["id"]})
    await api.post(f"{here}/snooze", json={"snooze_until": "2126-01-01T00:00:00Z"})
    await api.get("/audit-logs", params={"limit": 1})


def planted(body: bytes, fields: dict[str, Any], inside: str = "") -> bytes:
    """A body with these fields instead, at its top or in one of its own; `...` takes one away."""
    whole = json.loads(body)
    place = whole[inside] if inside else whole
    place |= fields
    for name in [name for name, value in fields.items() if value is ...]:
        del place[name]
    return json.dumps(whole).encode()


def test_every_call_of_the_sandbox_is_as_described(judge: Judge, heard: Heard) -> None:
    for exchange in heard.all:
        judge.judge(exchange)
    assert {exchange.status for exchange in heard.all} == {200, 404}
    assert len(heard.all) > len(CALLS)


@pytest.mark.parametrize(("method", "path", "fields", "reason"), PLANTED_IN_REQUESTS)
def test_a_wrong_field_in_a_request_is_objected_to(
    judge: Judge, heard: Heard, method: str, path: str, fields: dict[str, Any], reason: str
) -> None:
    exchange = heard.that(path, method)
    with pytest.raises(Objection, match=reason):
        judge.judge(replace(exchange, sent=planted(exchange.sent, fields)))


@pytest.mark.parametrize(("method", "path", "fields", "reason"), PLANTED_IN_ANSWERS)
def test_a_wrong_or_missing_field_of_what_is_answered_is_objected_to(
    judge: Judge, heard: Heard, method: str, path: str, fields: dict[str, Any], reason: str
) -> None:
    exchange = heard.that(path, method)
    with pytest.raises(Objection, match=reason):
        judge.judge(replace(exchange, answered=planted(exchange.answered, fields, "data")))


@pytest.mark.parametrize(("path", "fields", "reason"), PLANTED_AROUND)
def test_a_wrong_or_missing_field_around_it_is_objected_to(
    judge: Judge, heard: Heard, path: str, fields: dict[str, Any], reason: str
) -> None:
    exchange = heard.that(path)
    with pytest.raises(Objection, match=reason):
        judge.judge(replace(exchange, answered=planted(exchange.answered, fields)))


def test_a_call_without_its_token_is_objected_to(judge: Judge, heard: Heard) -> None:
    with pytest.raises(Objection, match="Authorization is missing"):
        judge.judge(replace(heard.that("/me"), headers={}))


@pytest.mark.parametrize(
    "change",
    [{"path": "/me/too"}, {"method": "PUT"}, {"status": 201}, {"query": "limit=many"}],
)
def test_what_the_description_does_not_have_is_objected_to(
    judge: Judge, heard: Heard, change: dict[str, Any]
) -> None:
    with pytest.raises(Objection):
        judge.judge(replace(heard.that("/audit-logs"), **change))
