"""Waiting for something to become true, woken by each change."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TypeVar

Value = TypeVar("Value")
_A_WHILE = 0.5  # seconds


class StillWaiting(AssertionError):  # noqa: N818 (a test reads it as a sentence)
    """A wait that ended in nothing: what was waited for did not happen in time."""


class Changes:
    """Tells whoever waits that something changed."""

    def __init__(self) -> None:
        self._next = asyncio.Event()
        self.count = 0

    def happened(self) -> None:
        """Wake everybody who waits, to look again."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def after(self, count: int) -> None:
        """Wait until more than `count` things have happened."""
        while self.count <= count:
            await self._next.wait()

    async def until(
        self, predicate: Callable[[], Value], within: float, recent: Callable[[], str]
    ) -> Value:
        """Return the first true value of `predicate`, looked at again after each change.

        Raises StillWaiting after `within` seconds of machine time, with what happened last. While
        the whole machine stands still, nobody's patience ends.
        """
        left = within
        while not (value := predicate()):
            if left <= 0:
                message = f"Still not so after {within:g} s. What happened last:\n{recent()}"
                raise StillWaiting(message)
            started = monotonic()
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, _A_WHILE)):
                    await self._next.wait()
            left -= min(monotonic() - started, _A_WHILE)
        return value
