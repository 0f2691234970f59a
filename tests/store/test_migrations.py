"""What an earlier version wrote is carried over."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from rulebook.effects.clock import MakeMove
from rulebook.moves import Move, State
from store import claims, requests
from store.database import Database
from store.migrate import config, migrate

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AMIRA = {"id": "U1", "name": "Amira"}
FACTS = {"helpdesk": "Intercom", "requester": AMIRA, "tickets": {}, "colleagues": {}}
REQUEST = (
    "INSERT INTO request (key, kind, subject, state, version, form, requester_id, requester,"
    " submitted_at, facts, remark) VALUES ('k', 'reassign', 'reassign 4711', 'pending', 1, :form,"
    " 'U1', :requester, :at, :facts, '[]')"
)
EFFECT = (
    "INSERT INTO effect (request_id, lane, effect, state, due_at, attempts, because, link)"
    " VALUES (1, 'request 1', :effect, 'due', :at, 0, '', '')"
)


def upgraded(connection: Connection, to: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)


async def as_it_was(database: Database) -> None:
    """The first tables, with a request that waits for the next shift."""
    async with database.migrating() as tx:
        await tx.run_sync(upgraded, "0001")
        at: Any = f"{NOON:%Y-%m-%d %H:%M:%S.%f}" if database.is_sqlite else NOON
        form = {"ticket": "4711", "new_owner": "U2", "reason": "Why"}
        await tx.execute(
            text(REQUEST),
            {
                "form": json.dumps(form),
                "requester": json.dumps(AMIRA),
                "facts": json.dumps(FACTS),
                "at": at,
            },
        )
        offer = {"type": "offer request", "request_id": 1}
        await tx.execute(text(EFFECT), {"effect": json.dumps(offer), "at": at})


@pytest.fixture
async def old(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A database of the first version."""
    database = Database(await an_empty_one(request, tmp_path))
    await as_it_was(database)
    yield database
    await database.close()


async def an_empty_one(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'old.sqlite3'}"
    url: str = await request.getfixturevalue("empty_postgresql")()
    return url


@pytest.mark.parametrize("old", ["sqlite", "postgresql"], indirect=True)
async def test_a_request_that_waits_goes_on_waiting(old: Database) -> None:
    await migrate(old)
    async with old.transaction() as tx:
        request = await requests.get(tx, 1)
        assert (request.state, request.turn, request.talk) == (State.PENDING, 1, ())
        assert request.fresh_at == request.submitted_at == NOON
        assert request.facts
        assert request.facts.at == NOON
        (claim,) = await claims.claim(tx, now=NOON, machine_now=NOON, until=NOON, limit=5)
        assert claim.effect == MakeMove(move=Move.HAND_OVER, request_id=1, turn=1, at=NOON)
        assert [other.id for other in await requests.all_open(tx)] == [1]
