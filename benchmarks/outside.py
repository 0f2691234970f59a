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
        """Count what came in since it began: messages, calls that were one too many, …."""
        return await self.told("")

    async def told(self, word: str) -> dict[str, Any]:
        """Say a word to it, and what it counts then."""
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n".encode())
        return await _line(self.process)


@asynccontextmanager
async def outside(*given: object, world: str = "world") -> AsyncIterator[Outside]:
    """Serve one of the worlds that are here, as `given`: with so many people, say."""
    pipe = asyncio.subprocess.PIPE
    arguments = ("-m", f"benchmarks.{world}", *(f"{each}" for each in given))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=pipe, stdout=pipe
    )
    yield Outside(process, await _line(process))
    assert process.stdin
    process.stdin.close()
    await process.wait()


async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout
    told: dict[str, Any] = json.loads(await process.stdout.readline())
    return told
