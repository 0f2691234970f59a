"""A replica of this version beside a newer one, which queues effects that are not known here."""

import logging

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from rulebook.effects import read
from store import outbox
from store.tables import EFFECT, EffectState
from tests.conftest import DATABASES
from tests.scene import Scene, bots, scene

pytestmark = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
PIGEON = {"type": "send a pigeon", "to": "Acme"}
SAID = "what a newer version queued is left to it"


async def queue_a_pigeon(team: Scene) -> None:
    """Queue, as a newer version would, what this one has no class for."""
    now = team.clock.now()
    async with team.bots[-1].context.database.transaction() as tx:
        await outbox.queue(tx, [read(PIGEON)], request_id=None, due_at=now)


async def pigeons(team: Scene) -> list[tuple[str, int]]:
    """How far each is, and how often it was tried."""
    async with team.bots[-1].context.database.reading() as tx:
        rows = await tx.execute(select(EFFECT.c.effect, EFFECT.c.state, EFFECT.c.attempts))
        return [(state, tried) for each, state, tried in rows if each.type == PIGEON["type"]]


async def test_what_a_newer_version_queued_is_left_to_it_and_the_rest_goes_on(
    database_url: str,
) -> None:
    with capture_logs() as lines:
        async with scene() as team:
            async with bots(team, database_url):
                await queue_a_pigeon(team)
            async with bots(team, database_url):
                await team.asks(team.amira)
                await team.presses(team.lina, "approve")
                await team.sees(team.lina, "Note written")
                assert await pigeons(team) == [(EffectState.DUE, 0)]
    warned = [line["kinds"] for line in lines if line["event"] == SAID]
    assert warned == [["send a pigeon"]]
    assert [line for line in lines if line["log_level"] == logging.getLevelName(40).lower()] == []
