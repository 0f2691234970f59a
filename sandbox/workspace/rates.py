"""Slack's rate limits, measured by machine time."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_TIERS = MappingProxyType({"t1": 1.0, "t2": 20.0, "t3": 50.0, "t4": 100.0, "special": 600.0})


@dataclass(frozen=True)
class Rates:
    """How many calls a minute: per method by its tier, and messages per channel."""

    per_minute: Mapping[str, float] = field(default_factory=lambda: _TIERS)
    messages_per_minute: float = 60.0
    burst: float = 5.0  # messages a channel takes at once

    def raised(self, times: float) -> "Rates":
        """Return the same limits, `times` as high."""
        return Rates(
            {tier: calls * times for tier, calls in self.per_minute.items()},
            self.messages_per_minute * times,
            self.burst * times,
        )


SLACKS_RATES = Rates()


@dataclass
class _Bucket:
    left: float
    at: float


class Buckets:
    """What is left of each allowance; it fills up again evenly."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, key: str, per_minute: float, size: float) -> int:
        """Take one from an allowance. Return 0, or the whole seconds to wait for the next."""
        now = time.monotonic()
        bucket = self._buckets.setdefault(key, _Bucket(size, now))
        bucket.left = min(size, bucket.left + (now - bucket.at) * per_minute / 60)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0
        return max(1, math.ceil((1 - bucket.left) * 60 / per_minute))
