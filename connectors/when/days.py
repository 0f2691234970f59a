"""The day in a text: tomorrow, fri, next friday, in 2 weeks, 1 dec."""

import re
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from connectors.when.dates import dates_in, weekday_in

_FROM_TODAY = {
    "": 0,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "yesterday": -1,
}
_BEFORE_IT = re.compile(r"^(?:(?:by|before|until|due|on) )+")
_WEEKDAY = re.compile(r"(?P<which>next|this|coming)? ?(?P<name>[a-z]+)")
_AHEAD = re.compile(r"(?:in )?(?P<number>\d{1,3}) (?P<unit>week|month|year)s?")
_WEEK = timedelta(days=7)


def days_in(text: str, at: time, now: datetime) -> tuple[date, ...]:
    """The days that a text can be; no text is today.

    `now` is the time on the wall, `at` the time of day that is meant: a weekday is today only while
    that is ahead. Raises ValueError where it names no day, Misfit where a date is not the weekday
    that stands beside it.
    """
    text = _BEFORE_IT.sub("", text)
    if text in _FROM_TODAY:
        return (now.date() + timedelta(days=_FROM_TODAY[text]),)
    if match := _AHEAD.fullmatch(text):
        units = {f"{match['unit']}s": int(match["number"])}
        return ((now + relativedelta(**units)).date(),)  # type: ignore[arg-type]
    match = _WEEKDAY.fullmatch(text)
    weekday = weekday_in(match["name"]) if match else None
    if match is None or weekday is None:
        return dates_in(text, now.date())
    if match["which"] == "next":
        return _next(weekday, now.date())
    return (_coming(weekday, now.date(), gone=at <= now.time()),)


def _coming(weekday: int, today: date, *, gone: bool) -> date:
    ahead = timedelta(days=(weekday - today.weekday()) % 7)
    return today + (ahead or (_WEEK if gone else ahead))


def _next(weekday: int, today: date) -> tuple[date, ...]:
    """The coming one; or the one after too, where the coming one is still in this week.

    A week begins on Sunday for some and on Monday for others.
    """
    coming = _coming(weekday, today, gone=True)
    if weekday == today.weekday() or _weeks(today).isdisjoint(_weeks(coming)):
        return (coming,)
    return coming, coming + _WEEK


def _weeks(day: date) -> set[date]:
    """The Monday and the Sunday with which the week of a day may have begun."""
    return {day - timedelta(days=day.weekday()), day - timedelta(days=day.isoweekday() % 7)}
