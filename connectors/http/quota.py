"""How many calls a helpdesk takes, by what it says of itself and by what its answers tell."""

from collections import deque
from dataclasses import dataclass
from typing import Self

# Ends of windows are told in whole seconds, by clocks that are read a moment apart.
_THE_SAME = 2.0


@dataclass(frozen=True)
class QuotaReport:
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
    What answers tell is believed besides, until the window ends that they tell of.
    """

    def __init__(self, limit: int | None = None, window: float = 60.0) -> None:
        self._limit = limit
        self._window = window
        self._taken: deque[float] = deque(maxlen=limit or 1)
        self._come_again = deque[float]()
        self._under_way = 0
        self._left: int | None = None
        self._resets_at = 0.0
        self._opens_at = 0.0

    def hurried(self, times: float) -> Self:
        """Return the same allowance, new, in a window so many times as short."""
        return type(self)(self._limit, self._window / times)

    def wait(self, now: float) -> float:
        """How long until the next call may be made; 0 for at once."""
        waits = [self._opens_at - now]
        if self._limit is not None and len(self._taken) == self._limit:
            waits.append(self._taken[0] + self._window - now)
        # Whether the helpdesk has counted what is under way is not known: it may be yet to come.
        if self._left is not None and self._left <= self._under_way:
            waits.append(self._resets_at - now)
        return max(0.0, *waits)

    def comes_again(self, now: float) -> float:
        """How long who is sent away should stay: no more of them come at once than may call.

        Nothing is kept for them: whoever does not come leaves their turn to the next.
        """
        at = now + self.wait(now)
        if self._limit is None:
            return at - now
        while self._come_again and self._come_again[0] < now:
            self._come_again.popleft()
        before = [*self._taken, *self._come_again][-self._limit :]
        if len(before) == self._limit:
            at = max(at, before[0] + self._window)
        self._come_again.append(at)
        return at - now

    def take(self, now: float) -> None:
        """Count a call that is made now."""
        self._taken.append(now)
        self._under_way += 1

    def answered(self, now: float, told: QuotaReport) -> None:
        """Count no longer what was under way, and believe what its answer tells."""
        self._under_way -= 1
        if told.pause is not None:
            self._opens_at = max(self._opens_at, now + told.pause)
        if told.left is not None and told.resets_in is not None:
            self._believe(told.left, now + told.resets_in)
        elif self._left is not None:
            self._left -= 1  # it may have been counted all the same

    def _believe(self, left: int, resets_at: float) -> None:
        """Answers overtake each other: of one window the least is the latest."""
        later = resets_at - self._resets_at
        if self._left is None or later > _THE_SAME:
            self._left, self._resets_at = left, resets_at
        elif later >= -_THE_SAME:
            self._left = min(self._left, left)
            self._resets_at = max(self._resets_at, resets_at)
