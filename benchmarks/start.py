"""The seconds until the bot is ready and the memory it holds, beside a bare Bolt app."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import aiohttp

from benchmarks.acknowledged import app_served
from benchmarks.memory import resident
from benchmarks.outside import outside
from benchmarks.row import Row

_READY_WITHIN = 2.0  # seconds
_AT_MOST = 150.0  # MB
_MIGRATED = 2  # the first start makes the tables


async def start() -> AsyncIterator[Row]:
    """Start both; the bot twice, since the first time it makes its tables."""
    with TemporaryDirectory() as folder:
        async with outside(1) as about:
            for _ in range(_MIGRATED):
                took, holds = await _bot(Path(folder), about.about)
        begun = perf_counter()
        async with app_served("bare", f"sqlite+aiosqlite:///{folder}/bare.sqlite3") as bare:
            bare_took = perf_counter() - begun
            bare_holds = resident(bare.process.pid)
    yield Row(
        "started until ready",
        f"{took:.2f} s",
        f"a bare Bolt app: {bare_took:.2f} s; limit: 2 s",
        took / _READY_WITHIN,
        aim=1,
    )
    yield Row(
        "resident memory when ready",
        f"{holds:.0f} MB",
        f"a bare Bolt app: {bare_holds:.0f} MB; limit: 150 MB",
        holds / _AT_MOST,
        aim=1,
    )


async def _bot(folder: Path, about: dict[str, str]) -> tuple[float, float]:
    begun = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        stderr=asyncio.subprocess.PIPE,
        env=os.environ
        | {
            "SLACK_BOT_TOKEN": about["slack"],
            "SLACK_SIGNING_SECRET": "unused",
            "SLACK_API_URL": f"{about['url']}/api/",
            "MANAGER": about["manager"],
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'bot.sqlite3'}",
            "INTERCOM_ACCESS_TOKEN": about["helpdesk"],
            "INTERCOM_API_URL": f"{about['url']}/intercom",
            "PORT": "0",
            "LOG_LEVEL": "INFO",
        },
    )
    port = await _listening(process)
    url = f"http://127.0.0.1:{port}/readyz"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200, await answer.text()
    took, holds = perf_counter() - begun, resident(process.pid)
    process.terminate()
    await process.wait()
    return took, holds


async def _listening(process: asyncio.subprocess.Process) -> int:
    """Wait for the line that says on which port."""
    assert process.stderr
    async for line in process.stderr:
        said = json.loads(line)
        if said["event"] == "listening":
            return int(said["ports"][0])
    message = "the bot did not start"
    raise RuntimeError(message)
