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
        self._sent_away: dict[str, Bucket] = {}

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
            while (at := self._turn(place)[0]) > (now := self._timer()):
                if at > leaves_at:
                    raise HeldBack(timedelta(seconds=self._comes_again(place) - now))
                await self._sleep(at - now)
            self._take(place)
        finally:
            self._queue.remove(place)

    def _turn(self, place: _Place) -> tuple[float, dict[str, Bucket]]:
        """When a place's turn is, and its buckets then, if everybody before it takes theirs."""
        now = self._timer()
        at, needed, planned = now, dict[str, Bucket](), dict[str, Bucket]()
        for each in self._queue[: self._queue.index(place) + 1]:
            needed = {name: planned.get(name) or self._bucket(name) for name in each.buckets}
            at = max(now, *(bucket.next_at for bucket in needed.values()))
            planned |= {name: bucket.taken(now) for name, bucket in needed.items()}
        return at, needed

    def _comes_again(self, place: _Place) -> float:
        """When who is sent away is to come again: one after the other, not all at once.

        No turn is kept for them, so they are spread over no longer than a bucket takes to fill up:
        what somebody leaves who never comes is still there for the next.
        """
        first, needed = self._turn(place)
        behind = {name: self._behind(name, bucket, first) for name, bucket in needed.items()}
        at = max(first, *(bucket.next_at for bucket in behind.values()))
        self._sent_away |= {name: bucket.taken(at) for name, bucket in behind.items()}
        return at

    def _behind(self, name: str, bucket: Bucket, first: float) -> Bucket:
        """A bucket as it is once those who were sent away have come again."""
        last, allowance = self._sent_away.get(name, bucket), self._allowance(name)
        fills_in = 60 * allowance.at_once / allowance.per_minute
        within = last.next_at < first + fills_in
        return last if within and last.full_at > bucket.full_at else bucket

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
