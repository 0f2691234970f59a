"""A timer that tests move by hand, so that nothing sleeps."""

import asyncio
from heapq import heappop, heappush
from itertools import count


class ByHand:
    """Machine time that stands still until it is moved; who sleeps wakes in the order of time."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []
        self._order = count()

    def timer(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        heappush(self._sleepers, (self.now + seconds, next(self._order), woken))
        await woken.wait()

    async def until(self, instant: float) -> None:
        await settled()
        while self._sleepers and self._sleepers[0][0] <= instant:
            self.now, _, woken = heappop(self._sleepers)
            woken.set()
            await settled()
        self.now = instant

    async def on(self, seconds: float) -> None:
        await self.until(self.now + seconds)


async def settled() -> None:
    """Let everything go on until it waits for time to pass."""
    for _ in range(10):
        await asyncio.sleep(0)
