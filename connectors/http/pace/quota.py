"""A quota: an allowance by the window, as it is published and as answers tell."""

from dataclasses import dataclass, replace
from typing import Self

from connectors.http.pace.allowance import QuotaReport

_NEVER = float("-inf")
# Ends of windows are told in whole seconds, by clocks that are read a moment apart.
_THE_SAME = 2.0


@dataclass(frozen=True)
class Quota:
    """An `Allowance` in a sliding window; times are in seconds.

    With a `limit` there are never more than that in any `window`, however the other side counts.
    What answers tell is believed besides, until the window ends that they tell of: `left` calls
    until `resets_at`.
    """

    limit: int | None = None
    window: float = 60.0
    latest: tuple[float, ...] = ()  # at most `limit` calls, the oldest first
    to_come: tuple[float, ...] = ()  # at most `limit` of those who were sent away
    under_way: int = 0
    left: int | None = None
    resets_at: float = _NEVER
    opens_at: float = _NEVER

    def hurried(self, times: float) -> Self:
        """Return the same allowance, new, in a window so many times as short."""
        return type(self)(self.limit, self.window / times)

    @property
    def next_at(self) -> float:
        """The instant from which the next call may be made."""
        at = self.opens_at
        calls = sorted((*self.latest, *self.to_come)) if self.to_come else self.latest
        if self.limit is not None and len(calls) >= self.limit:
            at = max(at, calls[-self.limit] + self.window)
        # Nobody knows whether what is under way has been counted: it may be yet to come.
        if self.left is not None and self.left <= self.under_way:
            at = max(at, self.resets_at)
        return at

    def taken(self, at: float) -> Self:
        """Count a call that is made at this instant, or as soon after it as may be."""
        latest = self._most(*self.latest, max(at, self.next_at))
        return replace(self, latest=latest, under_way=self.under_way + 1)

    def answered(self, now: float, told: QuotaReport) -> Self:
        """Count no longer what was under way, and believe what its answer tells."""
        opens_at, left, resets_at = self.opens_at, self.left, self.resets_at
        if told.pause is not None:
            opens_at = max(opens_at, now + told.pause)
        if told.left is not None and told.resets_in is not None:
            left, resets_at = self._believed(told.left, now + told.resets_in)
        elif left is not None:
            left -= 1  # it may have been counted all the same
        return replace(
            self, under_way=self.under_way - 1, opens_at=opens_at, left=left, resets_at=resets_at
        )

    def sent_away(self, at: float) -> Self:
        """Reckon with somebody who was told to come again at this instant."""
        return replace(self, to_come=self._most(*self.to_come, at))

    def behind(self, last: Self, now: float, first: float) -> Self:
        """Reckon with those who were sent away: no more of them come at once than may call.

        Where no limit is known, all come again as soon as one may.
        """
        return replace(self, to_come=tuple(at for at in last.to_come if at >= now))

    def is_full(self, now: float) -> bool:
        """Say whether it is as good as a new one."""
        counts_until = self.latest[-1] + self.window if self.latest else _NEVER
        told_until = self.resets_at + _THE_SAME
        return not self.under_way and max(counts_until, told_until, self.opens_at) <= now

    def _most(self, *instants: float) -> tuple[float, ...]:
        return () if self.limit is None else instants[-self.limit :]

    def _believed(self, left: int, resets_at: float) -> tuple[int, float]:
        """Answers overtake each other: of one window the least is the latest."""
        later = resets_at - self.resets_at
        if self.left is None or later > _THE_SAME:
            return left, resets_at
        if later >= -_THE_SAME:
            return min(self.left, left), max(self.resets_at, resets_at)
        return self.left, self.resets_at
