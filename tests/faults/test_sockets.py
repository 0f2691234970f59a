"""Socket Mode's connections break and are renewed in the middle of the story."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from sandbox.faults import Fault
from sandbox.workspace import Workspace
from sandbox.workspace.records import Patience
from tests.faults.outcome import ends_the_same, url
from tests.faults.people import connected, people_approve, people_ask
from tests.scene import bots, scene

Breaks = Callable[[Workspace], Awaitable[None]]
WAYS: dict[str, Breaks] = {
    "dropped": lambda slack: slack.drops_sockets(),
    "renewed": lambda slack: slack.refreshes_sockets(2),
    "renewed, closed first": lambda slack: slack.refreshes_sockets(closes_first=True),
}
PATIENCE = Patience(acknowledgement=1.0)


@pytest.mark.parametrize("way", WAYS)
async def test_between_the_command_and_the_click(tmp_path: Path, way: str) -> None:
    database = tmp_path / "countersign.sqlite3"
    async with scene(patience=PATIENCE) as team, bots(team, url(database)):
        await people_ask(team)
        await team.sees(team.lina, "French speaker needed")
        await WAYS[way](team.workspace)
        await people_approve(team)
        await ends_the_same(team, database)


@pytest.mark.parametrize("way", WAYS)
async def test_while_a_command_is_answered(tmp_path: Path, way: str) -> None:
    database = tmp_path / "countersign.sqlite3"
    async with scene(patience=PATIENCE) as team, bots(team, url(database)):
        asked = team.helpdesk.faults.on("GET /conversations/{id}", Fault.HELD_BEFORE)
        asking = asyncio.create_task(team.asks(team.amira))
        await asked.reached.wait()
        await WAYS[way](team.workspace)
        asked.released.set()
        if not (await asking).ok:
            await connected(team)
            assert "open already, asked by" in team.answer(await team.asks(team.amira))
        await people_approve(team)
        await ends_the_same(team, database)


async def test_a_renewal_that_slack_announces_is_seen_by_nobody(tmp_path: Path) -> None:
    database = tmp_path / "countersign.sqlite3"
    async with scene() as team, bots(team, url(database)):
        for opened in (2, 3):
            renewed = asyncio.create_task(team.workspace.refreshes_sockets(5))
            assert (await team.asks(team.amira)).ok
            await renewed
            calls = [call.method for call in team.workspace.calls]
            assert calls.count("apps.connections.open") == opened
        await people_approve(team)
        await ends_the_same(team, database)
