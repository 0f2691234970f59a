"""A sandbox in a process of its own, as the bot sees it: by its addresses and tokens."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outside:
    """The process, and what it said about itself: url, tokens (slack, helpdesk), manager."""

    process: asyncio.subprocess.Process
    about: dict[str, Any]

    async def counted(self) -> dict[str, Any]:
        """How many messages were sent, to how many people, how many calls were one too many."""
        assert self.process.stdin
        self.process.stdin.write(b"\n")
        return await _line(self.process)


@asynccontextmanager
async def outside(people: int) -> AsyncIterator[Outside]:
    """Serve one with so many engineers, each with a ticket."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.world", f"{people}", stdin=pipe, stdout=pipe
    )
    yield Outside(process, await _line(process))
    assert process.stdin
    process.stdin.close()
    await process.wait()


async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout
    told: dict[str, Any] = json.loads(await process.stdout.readline())
    return told
