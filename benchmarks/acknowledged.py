"""`/reassign` acknowledged after its commit, beside a bare Bolt app that keeps the same rows."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

import aiohttp

from benchmarks.row import Row, Spread, spread
from benchmarks.served import SECRET
from sandbox.workspace.signed_http import signature

_WARMED_UP = 50
_ASKED = 400
_CONNECTIONS = (1, 16)
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Load:
    """So many requests a second, each acknowledged so soon."""

    a_second: float
    took: Spread


@dataclass
class App:
    """An app in a process of its own."""

    process: asyncio.subprocess.Process
    url: str
    session: aiohttp.ClientSession
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def asked(self, many: int, connections: int) -> Load:
        """Ask for so many reassignments over so many connections."""
        left, took = iter(range(many)), list[float]()

        async def one_after_the_other() -> None:
            for _ in left:
                took.append(await self._ask())

        begun = perf_counter()
        await asyncio.gather(*(one_after_the_other() for _ in range(connections)))
        return Load(many / (perf_counter() - begun), spread(took))

    async def _ask(self) -> float:
        number = next(self.numbers)
        body = urlencode(
            {
                "command": "/reassign",
                "text": f"{number} <@U0BEA|bea> French speaker needed",
                "user_id": "U0AMIRA",
                "user_name": "amira",
                "team_id": "T1",
                "channel_id": "D1",
                "trigger_id": f"1.{number}",
            }
        ).encode()
        stamp = f"{int(time.time())}"
        headers = {
            "Content-Type": _FORM,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(SECRET, stamp, body),
        }
        begun = perf_counter()
        async with self.session.post(self.url, data=body, headers=headers) as answer:
            said = await answer.text()
        assert "sked" in said, (self.url, answer.status, said)  # *Asked …*, by either
        return perf_counter() - begun


@asynccontextmanager
async def app_served(which: str, database: str) -> AsyncIterator[App]:
    """Serve `ours` or `bare`."""
    pipe = asyncio.subprocess.PIPE
    arguments = ("-m", "benchmarks.served", which, database)
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=pipe, stdout=pipe
    )
    assert process.stdin
    assert process.stdout
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as session:
        yield App(process, url, session)
    process.stdin.close()
    await process.wait()


async def acknowledged(name: str, ours: str, bare: str) -> AsyncIterator[Row]:
    """Measure on two databases (URLs) of the same kind."""
    async with app_served("bare", bare) as peer, app_served("ours", ours) as bot:
        for app in (peer, bot):
            await app.asked(_WARMED_UP, 1)
        for connections in _CONNECTIONS:
            theirs = await peer.asked(_ASKED, connections)
            mine = await bot.asked(_ASKED, connections)
            plural = "s" if connections > 1 else ""
            what = f"/reassign acknowledged, {name}, {connections} connection{plural}"
            yield Row(
                what,
                f"{mine.a_second:,.0f} a second",
                f"a bare Bolt app: {theirs.a_second:,.0f}",
                mine.a_second / theirs.a_second,
                aim=1,
                more=True,
            )
            yield Row("", f"{mine.took}", f"{theirs.took}", mine.took.p99 / theirs.took.p99, aim=1)
