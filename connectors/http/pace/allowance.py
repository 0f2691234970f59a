"""An allowance of calls, of whichever kind: a token bucket, a quota by the window."""

from dataclasses import dataclass
from typing import Protocol, Self


@dataclass(frozen=True)
class QuotaReport:
    """An answer's word on its allowance: calls left, until when, how long to pause; in seconds.

    None for each that is not told. `left` counts after the call that was answered; `resets_in` and
    `pause` are from now.
    """

    left: int | None = None
    resets_in: float | None = None
    pause: float | None = None


class Allowance(Protocol):
    """An allowance as it is at one time: a value, so that a queue can plan ahead with it.

    All times are in seconds, by any clock that never goes back.
    """

    @property
    def next_at(self) -> float:
        """The instant from which the next call may be made; past where it may be at once."""

    def taken(self, at: float) -> Self:
        """Take one call, which is made at this instant, or waits for its turn from then on."""

    def answered(self, now: float, told: QuotaReport) -> Self:
        """Believe what the answer to a call tells, which is under way no longer."""

    def sent_away(self, at: float) -> Self:
        """Reckon with somebody who was sent away, and told to come again at this instant."""

    def behind(self, last: Self, now: float, first: float) -> Self:
        """Reckon with whom `last` does: those who were sent away, as far as they may yet come.

        `first` is when the next could come again without them.
        """

    def is_full(self, now: float) -> bool:
        """Say whether it is as good as a new one."""
