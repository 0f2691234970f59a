"""What is left of one allowance; it fills up again evenly."""

from dataclasses import dataclass, replace
from typing import Self

from connectors.slack.limits import Allowance

_NEVER = float("-inf")


@dataclass(frozen=True)
class Bucket:
    """An allowance at work, as the generic cell rate algorithm keeps it; times are in seconds.

    Kept is when it will be full again, so nothing has to be counted up while time passes.
    """

    allowance: Allowance
    full_at: float = _NEVER
    opens_at: float = _NEVER

    @property
    def next_at(self) -> float:
        """When the next call may be made."""
        return max(self.opens_at, self.full_at - (self.allowance.at_once - 1) * self._one)

    def taken(self, at: float) -> Self:
        """Take one call, which is made at this instant."""
        return replace(self, full_at=max(self.full_at, at) + self._one)

    def closed(self, now: float, until: float) -> Self:
        """Slack says that nothing is left: it is empty now and fills up, but opens only then."""
        empty = now + self.allowance.at_once * self._one
        return replace(self, full_at=max(self.full_at, empty), opens_at=max(self.opens_at, until))

    def is_full(self, now: float) -> bool:
        """Say whether it is as good as a new one."""
        return max(self.full_at, self.opens_at) <= now

    @property
    def _one(self) -> float:
        return 60 / self.allowance.per_minute
