"""Intercom tells what happened: heard at once, believed in nothing, acted on once."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.web import routes
from sandbox.server import serving
from tests.scene import Scene, bots, scene

pytestmark = pytest.mark.parametrize("helpdesk", ["intercom"], indirect=True)

AT_ONCE = 2.0  # seconds
WORD = "Reassignment by hand"


@asynccontextmanager
async def told(database_url: str) -> AsyncIterator[tuple[Scene, str]]:
    """The team, and where their bot hears what Intercom tells."""
    async with scene() as team:
        team.clock.move(timedelta(minutes=1))
        secret = team.helpdesk.webhooks.client_secret
        async with bots(team, database_url, intercom_client_secret=secret):
            await team.settled()
            async with serving(Starlette(routes=routes(team.bot))) as web:
                team.helpdesk.webhooks.url = f"{web}/webhooks/intercom"
                yield team, team.helpdesk.webhooks.url
                team.helpdesk.webhooks.close()


@pytest.fixture
async def heard(database_url: str) -> AsyncIterator[tuple[Scene, str]]:
    async with told(database_url) as opened:
        yield opened


def gives(team: Scene, number: str = "4711") -> None:
    team.helpdesk.assigns(team.admins["amira"], number, team.admins["bea"])


def signed(team: Scene, body: bytes) -> dict[str, str]:
    secret = team.helpdesk.webhooks.client_secret.encode()
    return {"X-Hub-Signature": f"sha1={hmac.new(secret, body, hashlib.sha1).hexdigest()}"}


async def sent(url: str, body: bytes, headers: Any) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(url, content=body, headers=headers)


def cards(team: Scene) -> int:
    return sum(WORD in team.said(card) for card in team.cards(team.lina))


@pytest.mark.parametrize("number", ["4711", "4712"])  # a conversation and a ticket
async def test_who_changes_hands_reaches_the_lead_within_two_seconds(
    heard: tuple[Scene, str], number: str
) -> None:
    team, _ = heard
    begun = monotonic()
    team.helpdesk.assigns(team.admins["theo"], number, team.admins["bea"])
    await team.sees(team.lina, f"#{number} went from", AT_ONCE)
    assert monotonic() - begun < AT_ONCE


async def test_a_reply_keeps_a_promise_at_once(heard: tuple[Scene, str]) -> None:
    team, _ = heard
    await team.workspace.types(team.omar, "/promise 4711 1h")
    team.clock.move(timedelta(minutes=46))
    await team.sees(team.omar, "Update due in")
    team.helpdesk.replies(team.admins["omar"], "4711", "We are on it.")
    await team.sees(team.omar, "Update sent", AT_ONCE)


async def test_a_notification_that_comes_again_does_nothing_twice(
    heard: tuple[Scene, str],
) -> None:
    team, _ = heard
    gives(team)
    await team.sees(team.lina, WORD)
    ((notification, status),) = team.helpdesk.webhooks.sent
    assert status == 200
    before = len(team.helpdesk.calls)
    assert await team.helpdesk.webhooks.sends_again(notification) == 200
    await team.settled()
    assert len(team.helpdesk.calls) == before  # not even read again
    assert cards(team) == 1


async def test_what_is_told_is_not_believed_but_read_back(heard: tuple[Scene, str]) -> None:
    team, url = heard
    item = {"type": "conversation", "id": "4711", "admin_assignee_id": 7, "state": "closed"}
    lie = {"id": "notif_1", "topic": "conversation.admin.assigned", "data": {"item": item}}
    body = json.dumps(lie).encode()
    assert (await sent(url, body, signed(team, body))).status_code == 200
    await team.settled()
    assert team.helpdesk.calls[-1].name == "GET /conversations/{id}"
    assert cards(team) == 0


async def test_what_is_not_signed_by_intercom_is_turned_away(heard: tuple[Scene, str]) -> None:
    team, url = heard
    body = json.dumps({"id": "notif_1", "data": {"item": {"id": "4711"}}}).encode()
    right = signed(team, body)["X-Hub-Signature"]
    for signature in ("", "sha1=", right[:-1], right.upper(), right[5:], "sha1=\xe9", "sha256=1"):
        answer = await sent(url, body, {b"X-Hub-Signature": signature.encode("latin-1")})
        assert answer.status_code == 401, signature
    assert (await sent(url, body, {})).status_code == 401
    assert (await sent(url, body + b" ", signed(team, body))).status_code == 401


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"topic": "x"}', b'{"id": 7, "topic": "x"}', b"\xff\xfe"],
)
async def test_what_cannot_be_read_is_said_so(heard: tuple[Scene, str], body: bytes) -> None:
    team, url = heard
    assert (await sent(url, body, signed(team, body))).status_code == 400


async def test_what_is_larger_than_any_of_intercoms_is_turned_away(
    heard: tuple[Scene, str],
) -> None:
    team, url = heard
    body = json.dumps({"id": "n", "data": {"item": {"id": "4711", "x": "x" * 5_000_000}}}).encode()
    before = len(team.helpdesk.calls)
    assert (await sent(url, body, signed(team, body))).status_code == 413
    await team.settled()
    assert len(team.helpdesk.calls) == before


@pytest.mark.parametrize(
    "item",
    [
        None,
        [],
        {"id": None},
        {"id": "../me"},
        {"id": "9" * 30},
        {"id": "4711' OR 1"},
        {"ticket": {"ticket_id": "x"}},
        {"type": "ping"},
    ],
)
async def test_what_speaks_of_no_ticket_is_heard_and_left(
    heard: tuple[Scene, str], item: Any
) -> None:
    team, url = heard
    before = len(team.helpdesk.calls)
    body = json.dumps({"id": "notif_1", "topic": "ping", "data": {"item": item}}).encode()
    assert (await sent(url, body, signed(team, body))).status_code == 200
    await team.settled()
    assert len(team.helpdesk.calls) == before


async def test_a_ticket_that_is_not_there_harms_nothing(heard: tuple[Scene, str]) -> None:
    team, url = heard
    body = json.dumps({"id": "n", "topic": "x", "data": {"item": {"id": "999999"}}}).encode()
    assert (await sent(url, body, signed(team, body))).status_code == 200
    await team.settled()
    gives(team)
    await team.sees(team.lina, WORD)


async def test_intercom_is_told_that_somebody_is_there(heard: tuple[Scene, str]) -> None:
    _, url = heard
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.head(url)).status_code == 200
        assert (await client.get(url)).status_code in {200, 405}


async def test_without_a_secret_nothing_listens(database_url: str) -> None:
    async with (
        scene() as team,
        bots(team, database_url),
        serving(Starlette(routes=routes(team.bot))) as web,
    ):
        assert (await sent(f"{web}/webhooks/intercom", b"{}", {})).status_code == 404
