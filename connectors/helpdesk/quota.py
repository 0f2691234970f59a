"""How many calls a helpdesk takes, by what it says of itself and by what its answers tell."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What an answer tells: how many calls are left, until when, how long to pause; in seconds.

    None for what is not told. `left` counts after the call that was answered; `resets_in` and
    `pause` are from now.
    """

    left: int | None = None
    resets_in: float | None = None
    pause: float | None = None


class Quota:
    """One allowance of calls. All times are in seconds, by any clock that never goes back.

    With a `limit` there are never more than that in any `window`, however the helpdesk counts.
    """

    def __init__(self, limit: int | None = None, window: float = 60.0) -> None:
        self._limit = limit
        self._window = window
        self._taken: deque[float] = deque(maxlen=limit or 1)
        self._under_way = 0
        self._left: int | None = None
        self._resets_at = 0.0
        self._opens_at = 0.0

    def wait(self, now: float) -> float:
        """How long until the next call may be made; 0 for at once."""
        waits = [self._opens_at - now]
        if self._limit is not None and len(self._taken) == self._limit:
            waits.append(self._taken[0] + self._window - now)
        if self._left is not None and self._left <= 0:
            waits.append(self._resets_at - now)
        return max(0.0, *waits)

    def take(self, now: float) -> None:
        """Count a call that is made now."""
        self._taken.append(now)
        self._under_way += 1
        if now >= self._resets_at:
            self._left = None
        elif self._left is not None:
            self._left -= 1

    def answered(self, now: float, told: Told) -> None:
        """Count no longer what was under way, and believe what its answer tells."""
        self._under_way -= 1
        if told.pause is not None:
            self._opens_at = max(self._opens_at, now + told.pause)
        if told.left is None or told.resets_in is None:
            return
        # Answers overtake each other: within one window the least that was told is right.
        least = told.left - self._under_way
        if self._left is not None and now < self._resets_at:
            least = min(least, self._left)
        self._left, self._resets_at = least, now + told.resets_in
