"""Dates as Slack writes them, from a format such as `{date_short_pretty} at {time}`."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

_TOKEN = re.compile(r"\{(\w+)\}")
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_STEPS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def as_slack_writes(layout: str, at: datetime, now: datetime) -> str:
    """Fill in a format. Both instants are in the reader's zone."""

    def filled_in(found: re.Match[str]) -> str:
        token = found[1].removesuffix("_pretty")
        near = _NEAR.get((at.date() - now.date()) // timedelta(days=1))
        if near and token != found[1]:
            return near.capitalize() if found.start() == 0 else near
        if token == "ago":  # noqa: S105 (a token of a format)
            return _ago(at, now)
        write = _WRITTEN.get(token)
        return write(at, "" if at.year == now.year else f", {at.year}") if write else found[0]

    return _TOKEN.sub(filled_in, layout)


def time_of_day(at: datetime) -> str:
    """Write 10:04 AM."""
    return f"{at.hour % 12 or 12}:{at:%M %p}"


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{'th' if day in {11, 12, 13} else ending}"


def _ago(at: datetime, now: datetime) -> str:
    seconds = int((now - at).total_seconds())
    for name, size in _STEPS:
        number = abs(seconds) // size
        if number:
            many = f"{number} {name}{'s' if number > 1 else ''}"
            return f"{many} ago" if seconds > 0 else f"in {many}"
    return "just now"


_WRITTEN: dict[str, Callable[[datetime, str], str]] = {
    "date_num": lambda at, _: f"{at:%Y-%m-%d}",
    "date_slash": lambda at, _: f"{at:%m/%d/%Y}",
    "date": lambda at, year: f"{at:%B} {_ordinal(at.day)}{year}",
    "date_short": lambda at, _: f"{at:%b} {at.day}, {at.year}",
    "date_long": lambda at, year: f"{at:%A}, {at:%B} {_ordinal(at.day)}{year}",
    "date_long_full": lambda at, _: f"{at:%B} {at.day}, {at.year}",
    "day_divider": lambda at, year: f"{at:%A}, {at:%B} {_ordinal(at.day)}{year}",
    "time": lambda at, _: time_of_day(at),
    "time_secs": lambda at, _: f"{at.hour % 12 or 12}:{at:%M:%S %p}",
}
