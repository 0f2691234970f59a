"""Times at which something is due, as people write them down."""

from datetime import datetime, timedelta
from typing import Protocol

from rulebook.refusals import Refusal
from rulebook.value import Value

FARTHEST = timedelta(days=366)


class WhenIsItDue(Refusal):
    """No time was named."""

    says = "When is it due? Write 4h, tomorrow 10:00, fri 3pm or 2026-12-01 09:00, or choose below."


class Span(Value):
    """Support time to pass from now on: whole support days, and hours and minutes besides."""

    days: int = 0
    time: timedelta = timedelta()

    def support_time(self, day: timedelta) -> timedelta:
        """All of it as support time, where a support day is this long."""
        return self.days * day + self.time


class NotATime(Refusal):
    """Nothing in it can be read as a time; a day that no calendar has."""

    says = (
        "“{words}” is no time that I can read. Write one such as 4h, 2d, tomorrow 10:00, fri 3pm "
        "or 2026-12-01 09:00."
    )


class WhatTimeOfDay(Refusal):
    """A day without a time of day: midnight would be a guess."""

    says = "“{words}” names a day. At what time? Write it too, such as tomorrow 10:00."


class WhichOfTwo(Refusal):
    """It can be read in two ways: 3/4, at 3, next friday, 15h; an hour that comes twice or never.

    What stands for {one} and {other} is an instant, or words that can be read in one way only.
    """

    says = "“{words}” can be read in two ways: {one} or {other}. Which one is meant?"


class IsPast(Refusal):
    """It was before now."""

    says = "“{words}” is past: {at}. When is it due?"


class IsAnotherWeekday(Refusal):
    """A date with the name of a day that it is not."""

    says = "“{words}” does not fit: {day} is a {weekday}. Which day is meant?"


class TooFarAhead(Refusal):
    """More than a year ahead: an instant, or words for what no calendar has."""

    says = "“{words}” is more than a year ahead: {at}. Choose an earlier time."


class TimeReader(Protocol):
    """A reader of times in free text."""

    def read(self, words: str, *, now: datetime, timezone: str) -> datetime | Span:
        """Read an aware instant in the future, at most a year ahead, or a span of support time.

        A clock time is one of this IANA zone. Raises the refusals of this module.
        """

    def with_length(self, words: str) -> tuple[str, int]:
        """Tell a time from the minutes after it (*tomorrow 10:00 30m*); 0 where none are named."""
