"""`python -m bot run`, as it is run."""

import asyncio
import json
import signal
from asyncio.subprocess import Process
from pathlib import Path

import pytest

from tests.process import process
from tests.scene import Scene, scene


async def listening(bot: Process) -> int:
    """The port it says it listens on."""
    assert bot.stderr
    async with asyncio.timeout(20):
        async for line in bot.stderr:
            said = json.loads(line)  # every line is JSON, the libraries' too
            if said["event"] == "listening":
                return int(said["ports"][0])
    message = "it ended"
    raise AssertionError(message)


@pytest.mark.parametrize("http", [False, True], ids=["socket-mode", "signed-http"])
async def test_it_tells_the_story_and_ends_in_good_order(tmp_path: Path, http: bool) -> None:
    async with scene() as team:
        secret = team.workspace.app.signing_secret
        way = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": secret} if http else {}
        async with process(team, tmp_path / "bot.sqlite3", LOG_LEVEL="INFO", **way) as bot:
            port = await listening(bot)
            if http:
                team.workspace.delivers_to(f"http://127.0.0.1:{port}/slack/events")
            else:
                await team.workspace.until(lambda: team.workspace.sockets.connections)
            await tell(team)
            bot.send_signal(signal.SIGTERM)
            async with asyncio.timeout(10):
                assert await bot.wait() == 0


async def tell(team: Scene) -> None:
    assert (await team.asks(team.amira)).ok
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "Note written")
    assert len(team.notes()) == 1
