"""Answers that are believed for a while: one by one by their key, or a whole short list."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
Item = TypeVar("Item")


class Cache(Generic[Value]):
    """Answers, each with when it was heard; the oldest first, gone when they are too old."""

    def __init__(self, kept: float) -> None:
        self._kept = kept  # seconds
        self._known: dict[str, tuple[float, Value | None]] = {}

    async def find(self, key: str, ask: Callable[[str], Awaitable[Value | None]]) -> Value | None:
        """Return what is known, else what is answered; that there is none is remembered too."""
        self._forget()
        if key not in self._known:
            self.keep(key, await ask(key))
        return self._known[key][1]

    def keep(self, key: str, value: Value | None) -> None:
        """Remember what was heard without asking for it, or once more."""
        self._known.pop(key, None)
        self._known[key] = (time.monotonic(), value)

    def _forget(self) -> None:
        now = time.monotonic()
        while self._known:
            oldest = next(iter(self._known))
            if now - self._known[oldest][0] < self._kept:
                return
            del self._known[oldest]


class CachedList(Generic[Item]):
    """A list that is asked for afresh before what is not on it is given up.

    `ask` gets the whole list; what it raises is raised here. `kept` is in seconds.
    """

    def __init__(self, ask: Callable[[], Awaitable[tuple[Item, ...]]], kept: float) -> None:
        self._ask = ask
        self._kept = kept
        self._items: tuple[Item, ...] = ()
        self._heard_at = -kept
        self._asking: asyncio.Task[None] | None = None

    async def find(self, wanted: Callable[[Item], bool]) -> Item | None:
        """The first that is wanted; None when there is none, even on a list of now."""
        known = self._items
        if time.monotonic() - self._heard_at < self._kept:
            item = next(filter(wanted, known), None)
            if item is not None:
                return item
        # Whoever stops waiting leaves it to the others.
        await asyncio.shield(self._asked_once())
        return next(filter(wanted, self._items), None)

    def _asked_once(self) -> asyncio.Task[None]:
        """The asking that is under way, else a new one: whoever waits for it shares how it ends."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._hear())
            self._asking.add_done_callback(_is_known)
        return self._asking

    async def _hear(self) -> None:
        self._items, self._heard_at = await self._ask(), time.monotonic()


def _is_known(asked: asyncio.Task[None]) -> None:
    """Look at how it ended, although nobody may wait for it any more."""
    if not asked.cancelled():
        asked.exception()
