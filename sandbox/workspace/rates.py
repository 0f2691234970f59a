"""Slack's rate limits, measured by machine time."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_TIERS = MappingProxyType({"t1": 1.0, "t2": 20.0, "t3": 50.0, "t4": 100.0, "special": 600.0})


@dataclass(frozen=True)
class Rates:
    """Calls a minute: per method by its tier, and messages per channel and altogether.

    A tier's whole minute may be used at once. A posting limit of 100 a second, say, is
    `replace(SLACKS_RATES, posts_per_minute=6_000, posts_at_once=100)`.
    """

    per_minute: Mapping[str, float] = field(default_factory=lambda: _TIERS)
    messages_per_minute: float = 60.0
    burst: float = 5.0  # messages a channel takes at once
    posts_per_minute: float = 600.0
    posts_at_once: float = 600.0

    def raised(self, times: float) -> "Rates":
        """Return the same limits, `times` as high."""
        return Rates(
            {tier: calls * times for tier, calls in self.per_minute.items()},
            self.messages_per_minute * times,
            self.burst * times,
            self.posts_per_minute * times,
            self.posts_at_once * times,
        )


SLACKS_RATES = Rates()


@dataclass(frozen=True)
class Allowance:
    """An allowance that calls of one key take from: `size` at most, filled at `per_minute`."""

    key: str
    per_minute: float
    size: float


@dataclass
class _Bucket:
    left: float
    at: float


class Buckets:
    """Buckets with what is left of each allowance; they fill up again evenly."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, *allowances: Allowance) -> int:
        """Take one from each, or from none: then return the whole seconds to wait."""
        buckets = [self._filled(each) for each in allowances]
        waits = [
            max(1, math.ceil((1 - bucket.left) * 60 / each.per_minute))
            for bucket, each in zip(buckets, allowances, strict=True)
            if bucket.left < 1
        ]
        if not waits:
            for bucket in buckets:
                bucket.left -= 1
        return max(waits, default=0)

    def _filled(self, allowance: Allowance) -> _Bucket:
        now = time.monotonic()
        bucket = self._buckets.setdefault(allowance.key, _Bucket(allowance.size, now))
        gained = (now - bucket.at) * allowance.per_minute / 60
        bucket.left, bucket.at = min(allowance.size, bucket.left + gained), now
        return bucket
