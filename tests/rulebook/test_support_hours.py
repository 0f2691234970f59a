"""Support time, against a walk minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.support_hours import SupportHours

NEW_YORK = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)
WEEKDAYS = frozenset(range(5))
OFF = {date(2026, 3, 11), date(2026, 7, 3), date(2026, 11, 26)}
HOURS = SupportHours(NEW_YORK, time(8), time(18), WEEKDAYS, OFF)
# Open through the hours that the clocks leave out or repeat.
NIGHTS = SupportHours(NEW_YORK, time(0, 30), time(5, 15), frozenset(range(7)), OFF)
# Each with a change of the clocks, a holiday or both within days.
AROUND = (
    datetime(2026, 3, 6, tzinfo=UTC),
    datetime(2026, 7, 1, tzinfo=UTC),
    datetime(2026, 10, 30, tzinfo=UTC),
    datetime(2026, 11, 24, tzinfo=UTC),
)
minutes = st.integers(0, 6 * 24 * 60).map(lambda number: number * MINUTE)
instants = st.builds(lambda start, later: start + later, st.sampled_from(AROUND), minutes)
amounts = st.integers(0, 25 * 60).map(lambda number: number * MINUTE)
hours = st.sampled_from((HOURS, NIGHTS))


def walked(hours: SupportHours, at: datetime, by: timedelta) -> datetime:
    """Minute by minute: the first instant at which `by` of support time has passed."""
    while by:
        by -= MINUTE if hours.is_open(at) else timedelta()
        at += MINUTE
    return at


@settings(max_examples=60, deadline=None)
@given(hours, instants, amounts.filter(bool))
def test_support_time_passes_as_a_walk_by_minutes_says(
    hours: SupportHours, at: datetime, by: timedelta
) -> None:
    assert hours.later(at, by) == walked(hours, at, by)


@settings(max_examples=60, deadline=None)
@given(hours, instants, amounts, amounts)
def test_two_waits_are_one_wait(
    hours: SupportHours, at: datetime, one: timedelta, other: timedelta
) -> None:
    assert hours.later(hours.later(at, one), other) == hours.later(at, one + other) or not other


@given(hours, instants, amounts)
def test_the_zone_in_which_an_instant_is_written_changes_nothing(
    hours: SupportHours, at: datetime, by: timedelta
) -> None:
    there = hours.later(at.astimezone(NEW_YORK), by)
    assert there == hours.later(at, by)
    assert there.utcoffset() == timedelta()


def new_york(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("at", "hours_of_support", "then"),
    [
        (new_york(3, 2, 8), 0, new_york(3, 2, 8)),
        (new_york(3, 2, 17, 45), 0.25, new_york(3, 2, 18)),
        (new_york(3, 2, 17, 46), 0.25, new_york(3, 3, 8, 1)),
        (new_york(3, 2, 18), 0.25, new_york(3, 3, 8, 15)),
        (new_york(3, 2, 3), 0.25, new_york(3, 2, 8, 15)),
        (new_york(3, 6, 17), 2, new_york(3, 9, 9)),  # a weekend in which an hour is left out
        (new_york(10, 30, 17), 2, new_york(11, 2, 9)),  # one in which an hour comes twice
        (new_york(7, 2, 17), 2, new_york(7, 6, 9)),  # a holiday before a weekend
        (new_york(11, 25, 10), 20, new_york(11, 30, 10)),  # two support days over Thanksgiving
        (new_york(3, 7, 12), 10, new_york(3, 9, 18)),
    ],
)
def test_a_wait_goes_on_where_support_opens_again(
    at: datetime, hours_of_support: float, then: datetime
) -> None:
    assert HOURS.later(at, timedelta(hours=hours_of_support)) == then


def test_a_support_day_is_what_is_written_on_the_door() -> None:
    assert HOURS.day == timedelta(hours=10)
    assert NIGHTS.day == timedelta(hours=4, minutes=45)


def test_a_wait_that_never_ends_is_an_error() -> None:
    closed = SupportHours(NEW_YORK, time(8), time(18), frozenset(), frozenset())
    with pytest.raises(ValueError, match="within three years"):
        closed.later(AROUND[0], MINUTE)


def test_a_wait_through_the_change_of_the_clocks_is_counted_by_the_time_that_passes() -> None:
    # From 01:30 it is two hours and three quarters to 05:15, since the clocks leave out an hour.
    at, then = new_york(3, 8, 1, 30), new_york(3, 9, 0, 45)
    assert NIGHTS.later(at, timedelta(hours=3)) == then
    assert NIGHTS.earlier(then, timedelta(hours=3)) == at
    at, then = new_york(3, 9, 3), new_york(3, 8, 5)
    assert NIGHTS.earlier(at, timedelta(hours=2.75)) == then
    assert NIGHTS.later(then, timedelta(hours=2.75)) == at
