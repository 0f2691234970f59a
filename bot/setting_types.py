"""Types of settings, as they are written: lists, opening times, days, holidays."""

import re
from datetime import time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

from rulebook.roster import WEEKDAYS
from rulebook.sla import DEFAULT, Policy
from rulebook.when import Span

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def _list(written: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(written, tuple):
        return written
    return tuple(part.strip() for part in written.split(",") if part.strip())


def _member_id(written: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]{2,}", written):
        message = "write Slack's user ids, such as U012AB3CD (a profile's menu copies it)"
        raise ValueError(message)
    return written


def _addresses(written: str | dict[str, str]) -> dict[str, str]:
    if isinstance(written, dict):
        return written
    known: dict[str, str] = {}
    for part in _list(written):
        member, _, email = part.partition("=")
        if not re.fullmatch(r"[^\s@]+@[^\s@]+", email.strip()):
            message = "write members and e-mail addresses, such as U012AB3CD=bea@example.com"
            raise ValueError(message)
        known[_member_id(member.strip())] = email.strip()
    return known


def _hours(written: str | tuple[time, time]) -> tuple[time, time]:
    if isinstance(written, tuple):
        return written
    try:
        opens, closes = (time.fromisoformat(part.strip()) for part in written.split("-"))
    except ValueError:
        message = "write two times, such as 08:00-18:00"
        raise ValueError(message) from None
    if opens >= closes:
        message = "support closes before it opens"
        raise ValueError(message)
    return opens, closes


def _days(written: str | frozenset[int]) -> frozenset[int]:
    if isinstance(written, frozenset):
        return written
    days: set[int] = set()
    try:
        for part in written.split(","):
            first, *rest = (WEEKDAYS.index(day.strip().title()) for day in part.split("-"))
            (last,) = rest or [first]
            days.update((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))
    except ValueError:
        message = "write days, such as Mon-Fri or Mon,Tue,Sat"
        raise ValueError(message) from None
    return frozenset(days)


def _zone(written: str | ZoneInfo) -> ZoneInfo:
    try:
        return written if isinstance(written, ZoneInfo) else ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError):
        message = "no such time zone; write one such as America/New_York"
        raise ValueError(message) from None


def _country(written: str) -> str:
    if written.lower() == "none":
        return ""
    if written and written not in holidays.list_supported_countries():
        message = "no holidays are known for that country; write its two letters, such as US"
        raise ValueError(message)
    return written


def _duration(written: str | timedelta) -> timedelta:
    if isinstance(written, timedelta):
        return written
    match = re.fullmatch(r"([1-9][0-9]{0,4})\s*([mhd])", written.strip().lower())
    if match is None:
        message = "write minutes, hours or days, such as 15m, 2h or 30d"
        raise ValueError(message)
    return int(match[1]) * _UNITS[match[2]]


def _durations(written: str | tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if isinstance(written, tuple):
        return written
    return tuple(_duration(part) for part in written.split(",") if part.strip())


def _policy(written: str | Policy) -> Policy:
    if isinstance(written, Policy):
        return written
    rows: dict[str, dict[str, Span]] = {"": {**DEFAULT}}
    for line in written.split(";"):
        plan, _, cells = line.rpartition(":")
        row = rows.setdefault(plan.strip().casefold(), {})
        for cell in cells.split(","):
            row.update([_cell(cell)])
    return Policy(by_priority=rows.pop(""), by_plan=rows)


def _cell(written: str) -> tuple[str, Span]:
    match = re.fullmatch(r"\s*([\w -]*?)\s*=?\s*([1-9][0-9]{0,3})\s*([mhd])\s*", written.lower())
    if match is None or not match[1]:
        message = "write priorities and times, such as urgent 1h, high 4h, normal 1d, low 3d"
        raise ValueError(message)
    number = int(match[2])
    days = Span(days=number) if match[3] == "d" else Span(time=number * _UNITS[match[3]])
    return match[1], days


MemberId = Annotated[str, AfterValidator(_member_id)]
MemberIds = Annotated[tuple[MemberId, ...], NoDecode, BeforeValidator(_list)]
Addresses = Annotated[dict[str, str], NoDecode, BeforeValidator(_addresses)]
OpeningTimes = Annotated[tuple[time, time], NoDecode, BeforeValidator(_hours)]
Days = Annotated[frozenset[int], NoDecode, BeforeValidator(_days)]
Zone = Annotated[ZoneInfo, NoDecode, BeforeValidator(_zone)]
Duration = Annotated[timedelta, NoDecode, BeforeValidator(_duration)]
Durations = Annotated[tuple[timedelta, ...], NoDecode, BeforeValidator(_durations)]
Sla = Annotated[Policy, NoDecode, BeforeValidator(_policy)]
Country = Annotated[str, AfterValidator(_country)]
