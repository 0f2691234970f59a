"""A token bucket: an allowance that fills up again evenly."""

from dataclasses import dataclass, replace
from typing import Self

from connectors.http.pace.allowance import QuotaReport
from connectors.http.pace.rate_limit import RateLimit

_NEVER = float("-inf")


@dataclass(frozen=True)
class Bucket:
    """An `Allowance` as the generic cell rate algorithm (GCRA) keeps it; times are in seconds.

    Kept is when it will be full again, so nothing has to be counted up while time passes.
    """

    limit: RateLimit
    full_at: float = _NEVER
    opens_at: float = _NEVER

    @property
    def next_at(self) -> float:
        """The instant from which the next call may be made."""
        return max(self.opens_at, self.full_at - (self.limit.at_once - 1) * self._one)

    def taken(self, at: float) -> Self:
        """Take one call, which is made at this instant."""
        return replace(self, full_at=max(self.full_at, at) + self._one)

    def answered(self, now: float, told: QuotaReport) -> Self:
        """Close for a pause that is asked for; it is empty now and fills up meanwhile."""
        if told.pause is None:
            return self
        return replace(
            self,
            full_at=max(self.full_at, now + self._fills_in),
            opens_at=max(self.opens_at, now + told.pause),
        )

    def sent_away(self, at: float) -> Self:
        """Reckon with somebody who was told to come again at this instant."""
        return self.taken(at)

    def behind(self, last: Self, now: float, first: float) -> Self:
        """Reckon with those who were sent away, for no longer than it takes to fill up."""
        within = last.next_at < first + self._fills_in
        return last if within and last.full_at > self.full_at else self

    def is_full(self, now: float) -> bool:
        """Say whether it is as good as a new one."""
        return max(self.full_at, self.opens_at) <= now

    @property
    def _one(self) -> float:
        return 60 / self.limit.per_minute

    @property
    def _fills_in(self) -> float:
        return self.limit.at_once * self._one
