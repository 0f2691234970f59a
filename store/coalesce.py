"""One question to the database for all who ask it at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

# By a single statement: what each of these keys stands for, where it stands for anything.
Ask = Callable[[AsyncConnection, Collection[K]], Awaitable[Mapping[K, V]]]


class Coalesced(Generic[K, V]):
    """While one question is on its way, the next one gathers."""

    def __init__(
        self,
        ask: Ask[K, V],
        reading: Callable[[], AbstractAsyncContextManager[AsyncConnection]],
    ) -> None:
        self._ask = ask
        self._reading = reading
        self._one_at_a_time = asyncio.Lock()
        self._keys: set[K] = set()
        self._answers: asyncio.Task[Mapping[K, V]] | None = None

    async def answer(self, key: K) -> V | None:
        """Return what the key stands for. Raises what asking for this one alone raises."""
        self._keys.add(key)
        if self._answers is None:
            self._answers = asyncio.create_task(self._next())
        try:
            return (await asyncio.shield(self._answers)).get(key)
        except Exception:  # noqa: BLE001 (what is wrong with one keeps none of the others)
            return (await self._asked({key})).get(key)

    async def _next(self) -> Mapping[K, V]:
        async with self._one_at_a_time:
            keys, self._keys, self._answers = self._keys, set(), None
            return await self._asked(keys)

    async def _asked(self, keys: Collection[K]) -> Mapping[K, V]:
        async with self._reading() as tx:
            return await self._ask(tx, keys)
