"""Keeps calls inside Slack's limits: each waits for its turn, or is sent away to come again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from slack_sdk.errors import SlackApiError

from connectors.slack.bucket import Bucket
from connectors.slack.limits import SLACKS_LIMITS, Allowance, SlackLimits
from connectors.slack.trouble import HeldBack, pause_of

_POST = "chat.postMessage"
_TIER_4 = {"chat.postEphemeral", "views.publish"}
# Longer than this, a call would only keep the worker from what can be done meanwhile.
_PATIENCE = 2.0


@dataclass(frozen=True, eq=False)
class _Place:
    """A place in the queue, and which buckets have to let it go."""

    buckets: tuple[str, ...]


class Pace:
    """The turns of all calls to one workspace; of those that can go, whoever came first goes first.

    `timer` is machine time and `patience` the longest wait for a turn, both in seconds.
    """

    def __init__(
        self,
        limits: SlackLimits = SLACKS_LIMITS,
        *,
        timer: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = _PATIENCE,
    ) -> None:
        self._limits = limits
        self._timer = timer
        self._sleep = sleep
        self._patience = patience
        self._buckets: dict[str, Bucket] = {}
        self._queue: list[_Place] = []
        self._sent_away: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, method: str, channel: str = "") -> AsyncIterator[None]:
        """Wait until one call of a method may be made, inside; a post says to which channel.

        Raises HeldBack where that is too far off, and where Slack asks for a pause: then nobody
        else makes this call before it is over.
        """
        buckets = (method, f"{method} {channel}") if method == _POST else (method,)
        await self._wait_in_line(_Place(buckets))
        try:
            yield
        except SlackApiError as error:
            pause = pause_of(error)
            if pause is None:
                raise
            self._close(buckets, pause)
            raise HeldBack(pause) from error

    async def _wait_in_line(self, place: _Place) -> None:
        leaves_at = self._timer() + self._patience
        self._queue.append(place)
        try:
            while (wait := self._wait(place)) > 0:
                if self._timer() + wait > leaves_at:
                    raise HeldBack(timedelta(seconds=self._comes_again(place, wait)))
                await self._sleep(wait)
            self._take(place)
        finally:
            self._queue.remove(place)

    def _wait(self, place: _Place) -> float:
        """Seconds until a place's turn, if everybody before it takes theirs."""
        now = self._timer()
        planned: dict[str, Bucket] = {}
        for each in self._queue[: self._queue.index(place) + 1]:
            needed = {name: planned.get(name) or self._bucket(name) for name in each.buckets}
            at = max(now, *(bucket.next_at for bucket in needed.values()))
            planned |= {name: bucket.taken(now) for name, bucket in needed.items()}
        return at - now

    def _comes_again(self, place: _Place, wait: float) -> float:
        """Seconds until who is sent away should come again: one after the other.

        Nobody's turn is kept for them. So they are spread over no more than the time in which a
        bucket fills up: where somebody does not come, what is left is still there for the next.
        """
        now = self._timer()
        first = at = now + wait
        for name in place.buckets:
            allowance = self._allowance(name)
            one = 60 / allowance.per_minute
            following = self._sent_away.get(name, 0.0) + one
            if following < first + allowance.at_once * one:
                at = max(at, following)
        self._sent_away |= dict.fromkeys(place.buckets, at)
        return at - now

    def _take(self, place: _Place) -> None:
        now = self._timer()
        self._buckets = {
            name: bucket for name, bucket in self._buckets.items() if not bucket.is_full(now)
        }
        for name in place.buckets:
            self._buckets[name] = self._bucket(name).taken(now)

    def _close(self, buckets: tuple[str, ...], pause: timedelta) -> None:
        now = self._timer()
        for name in buckets:
            self._buckets[name] = self._bucket(name).closed(now, now + pause.total_seconds())

    def _bucket(self, name: str) -> Bucket:
        return self._buckets.get(name) or Bucket(self._allowance(name))

    def _allowance(self, name: str) -> Allowance:
        method, _, channel = name.partition(" ")
        if method == _POST:
            return self._limits.posts_to_a_channel if channel else self._limits.posts
        return self._limits.tier_4 if method in _TIER_4 else self._limits.tier_3
