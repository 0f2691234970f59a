"""Support time against a walk over every minute of three years, in zones that change their clocks.

The walk asks the clock on the wall of each minute whether support is open. It knows no more.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import compress, pairwise
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.support_hours import SupportHours

YEARS = range(2025, 2028)
START = datetime(YEARS.start, 1, 1, tzinfo=UTC)
END = datetime(YEARS.stop, 1, 1, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
QUARTER = 15  # minutes; clocks change at the quarters of an hour only
ZONES = (
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
)
DOORS = ("08:00-18:00", "00:00-23:59", "09:30-13:15", "01:00-05:00")
WEEKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
HOLIDAYS = country_holidays("US", years=YEARS)
# Holidays that make long weekends, and the turns of the years.
LONG_WEEKENDS = (
    datetime(2025, 12, 31, tzinfo=UTC),
    datetime(2026, 7, 2, tzinfo=UTC),
    datetime(2026, 11, 25, tzinfo=UTC),
    datetime(2026, 12, 24, tzinfo=UTC),
    datetime(2026, 12, 31, tzinfo=UTC),
    datetime(2027, 7, 2, tzinfo=UTC),
)


@cache
def quarters(zone: str) -> list[tuple[date, int]]:
    """Of each quarter of an hour: the date on the wall, and the minute of the day it begins at."""
    count = (END - START) // (QUARTER * MINUTE)
    walls = (
        (START + number * QUARTER * MINUTE).astimezone(ZoneInfo(zone)) for number in range(count)
    )
    return [(wall.date(), 60 * wall.hour + wall.minute) for wall in walls]


class Walk:
    """Support time in seconds; every open minute is known, in minutes since the start."""

    def __init__(self, zone: str, door: str, days: frozenset[int]) -> None:
        opens, closes = map(time.fromisoformat, door.split("-"))
        self.hours = SupportHours(ZoneInfo(zone), opens, closes, days, HOLIDAYS)
        first, last = (60 * at.hour + at.minute for at in (opens, closes))
        of_day = bytes(first <= minute < last for minute in range(24 * 60))
        off = bytes(QUARTER)
        works = cache(lambda day: day.weekday() in days and day not in HOLIDAYS)
        walked = b"".join(
            of_day[begins : begins + QUARTER] if works(day) else off
            for day, begins in quarters(zone)
        )
        self.open = array("I", compress(range(len(walked)), walked))
        edges = [(one + 1, other) for one, other in pairwise(self.open) if other > one + 1]
        self.openings = [self.open[0], *(opening for _, opening in edges)]
        self.closings = [*(closing for closing, _ in edges), self.open[-1] + 1]

    def is_open(self, at: datetime) -> bool:
        """Whether the minute is an open one."""
        minute = (at - START) // MINUTE
        return self.open[bisect_left(self.open, minute)] == minute

    def passed(self, at: datetime) -> int:
        """The seconds of support time from the start until an instant."""
        minute, seconds = divmod((at - START) // SECOND, 60)
        return 60 * bisect_left(self.open, minute) + (seconds if self.is_open(at) else 0)

    def earliest(self, passed: int) -> datetime:
        """The earliest instant by which so much has passed."""
        minute, seconds = divmod(passed - 1, 60)
        return START + self.open[minute] * MINUTE + (seconds + 1) * SECOND

    def latest(self, passed: int) -> datetime:
        """The latest instant by which no more has passed."""
        minute, seconds = divmod(passed, 60)
        return START + self.open[minute] * MINUTE + seconds * SECOND

    def next_opening(self, at: datetime) -> datetime:
        """The first opening after an instant."""
        minute = (at - START) // MINUTE
        return START + self.openings[bisect_right(self.openings, minute)] * MINUTE


@cache
def walk(zone: str, door: str) -> Walk:
    """The walk through one zone with one pair of hours; by night support works at weekends too."""
    return Walk(zone, door, EVERY_DAY if door == "01:00-05:00" else WEEKDAYS)


every = pytest.mark.parametrize(
    ("zone", "door"), [(zone, door) for zone in ZONES for door in DOORS]
)
quick = settings(deadline=None, max_examples=20)
HOUR, DAY = 3600, 24 * 3600
anywhere = st.integers(0, 600 * DAY).map(
    lambda later: datetime(2026, 1, 1, tzinfo=UTC) + later * SECOND
)
amounts = st.one_of(
    st.integers(1, 4 * 60).map((HOUR // 4).__mul__), st.integers(1, 12 * HOUR), st.just(1)
)


@cache
def changes(zone: str) -> list[datetime]:
    """The instants of 2026 and 2027 at which the clocks change."""
    walls = enumerate(pairwise(minute for _, minute in quarters(zone)), start=1)
    jumps = [at for at, (one, wall) in walls if (wall - one) % (24 * 60) != QUARTER]
    instants = (START + number * QUARTER * MINUTE for number in jumps)
    return [at for at in instants if at.year > YEARS.start]


def around(times: Sequence[datetime], before: int, after: int) -> st.SearchStrategy[datetime]:
    """Instants so many seconds around some others, mostly at full quarters."""
    quarter = QUARTER * 60
    seconds = st.integers(-before // quarter, after // quarter).map(quarter.__mul__)
    anyhow = st.one_of(seconds, seconds, st.integers(-before, after))
    return st.builds(
        lambda at, off: at.astimezone(UTC) + off * SECOND, st.sampled_from(times), anyhow
    )


def edges(walk: Walk) -> st.SearchStrategy[datetime]:
    """Where support opens or closes, to the second or one off."""
    minutes = st.sampled_from(walk.openings[270:700] + walk.closings[270:700])
    return st.builds(
        lambda minute, off: START + minute * MINUTE + off * SECOND, minutes, st.integers(-1, 1)
    )


def instants(walk: Walk) -> st.SearchStrategy[datetime]:
    """Instants of 2026 and 2027, in UTC or as the clock where support is would write them."""
    found = [anywhere, edges(walk), around(LONG_WEEKENDS, 0, 5 * DAY)]
    changed = changes(walk.hours.timezone.key)
    if changed:
        found += [around(changed, 6 * HOUR, 6 * HOUR)] * 2
    zones = st.sampled_from((UTC, walk.hours.timezone))
    return st.builds(datetime.astimezone, st.one_of(found), zones)


@every
@quick
@given(st.data())
def test_support_is_open_in_the_minutes_of_the_walk(
    zone: str, door: str, data: st.DataObject
) -> None:
    walked = walk(zone, door)
    at = data.draw(instants(walked))
    hours = walked.hours
    assert hours.is_open(at) == walked.is_open(at)
    assert hours.next_opening(at) == walked.next_opening(at)
    then = at.astimezone(UTC) if walked.is_open(at) else walked.next_opening(at)
    assert hours.open_from(at) == then


@every
@quick
@given(st.data(), amounts)
def test_later_is_the_earliest_instant_by_which_so_much_has_passed(
    zone: str, door: str, data: st.DataObject, by: int
) -> None:
    walked = walk(zone, door)
    at = data.draw(instants(walked))
    then = walked.hours.later(at, by * SECOND)
    assert then == walked.earliest(walked.passed(at) + by)
    assert then.utcoffset() == timedelta()


@every
@quick
@given(st.data(), amounts)
def test_earlier_is_the_latest_instant_from_which_so_much_passes(
    zone: str, door: str, data: st.DataObject, by: int
) -> None:
    walked = walk(zone, door)
    at = data.draw(instants(walked))
    then = walked.hours.earlier(at, by * SECOND)
    assert then == walked.latest(walked.passed(at) - by)
    assert then.utcoffset() == timedelta()


@every
@quick
@given(st.data(), amounts, amounts)
def test_there_and_back_is_where_support_time_was(
    zone: str, door: str, data: st.DataObject, by: int, more: int
) -> None:
    walked = walk(zone, door)
    hours = walked.hours
    at = data.draw(instants(walked))
    one, other = by * SECOND, more * SECOND
    assert hours.later(at, timedelta()) == hours.earlier(at, timedelta()) == at.astimezone(UTC)
    assert hours.earlier(hours.later(at, one), one) == hours.open_from(at)
    assert walked.passed(hours.later(hours.earlier(at, one), one)) == walked.passed(at)
    assert hours.later(hours.later(at, one), other) == hours.later(at, one + other)
    assert hours.earlier(hours.earlier(at, one), other) == hours.earlier(at, one + other)


@every
def test_each_day_opens_and_closes_as_the_walk_does(zone: str, door: str) -> None:
    walked = walk(zone, door)
    found = []
    for number in range((END - START).days):
        day = START.date() + timedelta(days=number)
        if day.weekday() in walked.hours.days and day not in HOLIDAYS:
            found.append(walked.hours.edges(day))
    minutes = [tuple((edge - START) // MINUTE for edge in edges) for edges in found]
    inside = minutes[1:-1]  # where the years begin and end a day is not whole
    pairs = zip(walked.openings, walked.closings, strict=True)
    assert inside == [pair for pair in pairs if inside[0] <= pair <= inside[-1]]


@every
def test_the_walk_knows_the_change_of_the_clocks(zone: str, door: str) -> None:
    walked = walk(zone, door)
    pairs = zip(walked.openings[1:-1], walked.closings[1:-1], strict=True)
    lengths = {closing - opening for opening, closing in pairs}
    usual = walked.hours.day // MINUTE
    changes = {"UTC": 0, "Asia/Kolkata": 0, "Australia/Lord_Howe": 30}.get(zone, 60)
    through_the_night = door == "01:00-05:00"
    assert lengths == ({usual, usual - changes, usual + changes} if through_the_night else {usual})


# Support opens or closes at a time on the wall that does not come, or comes twice.
@pytest.mark.parametrize("door", ["02:30-05:00", "00:30-02:15", "01:30-05:00", "00:15-01:45"])
@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe", "Europe/Berlin"])
@settings(deadline=None, max_examples=50)
@given(st.data(), st.integers(1, 40).map((QUARTER * 60).__mul__))
def test_an_edge_in_the_change_of_the_clocks_is_one_edge(
    zone: str, door: str, data: st.DataObject, by: int
) -> None:
    at = data.draw(around(changes(zone), 3 * HOUR, 3 * HOUR))
    opens, closes = map(time.fromisoformat, door.split("-"))
    hours = SupportHours(ZoneInfo(zone), opens, closes, EVERY_DAY, frozenset())
    opening, closing = hours.edges(at.astimezone(hours.timezone).date())
    assert hours.is_open(at) == (opening <= at < closing)
    assert hours.is_open(hours.next_opening(at))
    assert not hours.is_open(hours.next_opening(at) - SECOND)
    assert hours.earlier(hours.later(at, by * SECOND), by * SECOND) == hours.open_from(at)
