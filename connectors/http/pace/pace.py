"""Keeps calls inside a system's limits: each waits for its turn, or is sent away to come again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from connectors.http.pace.allowance import Allowance, QuotaReport
from connectors.http.pace.held_back import HeldBack
from connectors.http.pace.sent_away import SentAway

# Longer than this, a call would only keep the worker from what can be done meanwhile.
PATIENCE = 2.0
_NOTHING_TOLD = QuotaReport()


@dataclass
class Turn:
    """A call's turn; whoever makes the call leaves here what the answer told."""

    told: QuotaReport = _NOTHING_TOLD


@dataclass(frozen=True, eq=False)
class _Place:
    """A place in the queue, and the names of the allowances that have to let it go."""

    names: tuple[str, ...]


class Pace:
    """The turns of all calls to one system; of those that can go, whoever came first goes first.

    `new` makes the allowance of a name. `timer` is machine time and `patience` the longest wait for
    a turn, both in seconds.
    """

    def __init__(
        self,
        service: str,
        new: Callable[[str], Allowance],
        *,
        timer: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._service = service
        self._new = new
        self._timer = timer
        self._sleep = sleep
        self._patience = patience
        self._allowances: dict[str, Allowance] = {}
        self._queue: list[_Place] = []
        self._sent_away = SentAway()

    @asynccontextmanager
    async def turn(self, name: str, *others: str) -> AsyncIterator[Turn]:
        """Wait until one call may be made, inside, which each of the allowances named has to allow.

        Raises HeldBack where that is too far off.
        """
        place, turn = _Place((name, *others)), Turn()
        await self._wait_in_line(place)
        try:
            yield turn
        finally:
            now = self._timer()
            for each in place.names:
                self._allowances[each] = self._allowance(each).answered(now, turn.told)

    async def _wait_in_line(self, place: _Place) -> None:
        leaves_at = self._timer() + self._patience
        self._queue.append(place)
        try:
            while (at := _next_at(needed := self._needed(place))) > (now := self._timer()):
                if at > leaves_at:
                    after = self._sent_away.comes_again(needed, now, at) - now
                    raise HeldBack(self._service, timedelta(seconds=after))
                await self._sleep(at - now)
            self._take(place)
        finally:
            self._queue.remove(place)

    def _needed(self, place: _Place) -> dict[str, Allowance]:
        """A place's allowances as they will be if everybody before it takes theirs."""
        now = self._timer()
        needed = {name: self._allowance(name) for name in place.names}
        for before in self._queue[: self._queue.index(place)]:
            for name in needed.keys() & before.names:
                needed[name] = needed[name].taken(now)
        return needed

    def _take(self, place: _Place) -> None:
        now = self._timer()
        self._allowances = {
            name: each for name, each in self._allowances.items() if not each.is_full(now)
        }
        for name in place.names:
            self._allowances[name] = self._allowance(name).taken(now)

    def _allowance(self, name: str) -> Allowance:
        return self._allowances.get(name) or self._new(name)


def _next_at(needed: dict[str, Allowance]) -> float:
    return max(each.next_at for each in needed.values())
