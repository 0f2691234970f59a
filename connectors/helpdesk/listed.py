"""A short list that was asked for once and is believed for a while."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Listed(Generic[Item]):
    """What is not on the list is asked for afresh before it is given up.

    `ask` gets the whole list; what it raises is raised here. `kept` is in seconds.
    """

    def __init__(self, ask: Callable[[], Awaitable[tuple[Item, ...]]], kept: float) -> None:
        self._ask = ask
        self._kept = kept
        self._items: tuple[Item, ...] = ()
        self._heard_at = -kept
        self._asking = asyncio.Lock()

    async def find(self, wanted: Callable[[Item], bool]) -> Item | None:
        """The first that is wanted; None when there is none, even on a list of now."""
        known = self._items
        if time.monotonic() - self._heard_at < self._kept:
            item = next(filter(wanted, known), None)
            if item is not None:
                return item
        async with self._asking:
            if self._items is known:  # nobody else has asked meanwhile
                self._items, self._heard_at = await self._ask(), time.monotonic()
        return next(filter(wanted, self._items), None)
