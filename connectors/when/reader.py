"""Reads when something is due, as people write it in English."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

from connectors.when.dates import Misfit
from connectors.when.days import days_in
from connectors.when.instants import instants_of, written
from connectors.when.lengths import length_after
from connectors.when.spans import hour_in, span_in
from connectors.when.times import time_in
from connectors.when.typed import quoted, simplified
from rulebook.when import (
    FARTHEST,
    IsAnotherWeekday,
    IsPast,
    NotATime,
    Span,
    TooFarAhead,
    WhatTimeOfDay,
    WhichOfTwo,
)

_EXACT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)")
# What can be told in every zone; another year is a slip.
_YEARS = range(1970, 9999)
_Told = TypeVar("_Told", date, datetime)


class WhenReader:
    """The port `TimeReader`; what could mean two things is never guessed."""

    def read(self, words: str, *, now: datetime, timezone: str) -> datetime | Span:
        """Read an aware instant in the future, at most a year ahead, or a span of support time.

        The instant is in UTC. Raises the refusals of `rulebook.when`.
        """
        reading = _Reading(quoted(words), now, ZoneInfo(timezone))
        try:
            return reading.of(simplified(words))
        except Misfit as misfit:
            day = misfit.day
            raise IsAnotherWeekday(
                words=reading.words, day=f"{day.day} {day:%B %Y}", weekday=f"{day:%A}"
            ) from None
        except ValueError:
            raise NotATime(words=reading.words) from None

    def with_length(self, words: str) -> tuple[str, int]:
        """Tell a time from the minutes after it; 0 where none are named."""
        return length_after(words)


class _Reading:
    """The reading of what one person wrote at one moment; `words` is what is quoted of it."""

    def __init__(self, words: str, now: datetime, zone: ZoneInfo) -> None:
        self.words = words
        self._now = now
        self._zone = zone
        self._wall = now.astimezone(zone).replace(tzinfo=None)

    def of(self, text: str) -> datetime | Span:
        """Read what it means. Raises ValueError where it is no time."""
        span = span_in(text)
        if span is not None:
            return self._span(span, hour_in(text))
        if _EXACT.fullmatch(text):
            return self._ahead(_told(datetime.fromisoformat(text.upper())))
        rest, times = time_in(text)
        if not (rest or times):
            raise ValueError
        days = days_in(rest, times[-1] if times else time.max, self._wall)
        if not times:
            self._lacks_a_time(days)
        walls = [_told(datetime.combine(day, at)) for day in days for at in times]
        if rest == "today":
            walls = [wall for wall in walls if wall > self._wall] or walls[-1:]
        return self._chosen(walls)

    def _span(self, span: Span, hour: int | None) -> Span:
        if span == Span():
            raise ValueError
        if max(timedelta(days=span.days), span.time) > FARTHEST:
            raise TooFarAhead(words=self.words, at="366 days are the most")
        if hour is not None:
            raise WhichOfTwo(words=self.words, one=f"{hour} hours", other=f"{hour}:00")
        return span

    def _chosen(self, walls: list[datetime]) -> datetime:
        readings = [instants_of(wall, self._zone) for wall in walls]
        if len(readings) == 1:
            return self._instant(readings[0])
        (one, *_), (other, *_), *_ = readings
        self._ahead(max(one, other))
        raise WhichOfTwo(words=self.words, one=one, other=other)

    def _instant(self, instants: tuple[datetime, ...]) -> datetime:
        ahead = [at for at in instants if at > self._now]
        if len(ahead) < len(instants) or len(instants) == 1:
            return self._ahead(instants[-1])
        self._ahead(instants[0])
        one, other = (written(at, self._zone) for at in instants)
        raise WhichOfTwo(words=self.words, one=one, other=other)

    def _ahead(self, at: datetime) -> datetime:
        if at <= self._now:
            raise IsPast(words=self.words, at=at)
        if at - self._now > FARTHEST:
            raise TooFarAhead(words=self.words, at=at)
        return at.astimezone(UTC)

    def _lacks_a_time(self, days: tuple[date, ...]) -> NoReturn:
        first, today = _told(days[0]), self._wall.date()
        at = f"{first:%A}, {first.day} {first:%B %Y}"
        if first < today:
            raise IsPast(words=self.words, at=at)
        if first - today > FARTHEST:
            raise TooFarAhead(words=self.words, at=at)
        raise WhatTimeOfDay(words=self.words)


def _told(at: _Told) -> _Told:
    if at.year not in _YEARS:
        raise ValueError
    return at
