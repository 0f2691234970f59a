"""At the start, wait for who does not answer yet."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from rulebook.ports import GiveUp, NotHeard

log = structlog.get_logger()

Heard = TypeVar("Heard")
_LONGEST = 30.0


async def heard(ask: Callable[[], Awaitable[Heard]]) -> Heard:
    """Ask until there is an answer, ever more slowly. Raises NotHeard where asking is no use."""
    wait = 0.5
    while True:
        try:
            return await ask()
        except NotHeard as trouble:
            if isinstance(trouble.outcome, GiveUp):
                raise
            log.warning("waiting", because=trouble.outcome.because, seconds=wait)
        await asyncio.sleep(wait)
        wait = min(2 * wait, _LONGEST)
