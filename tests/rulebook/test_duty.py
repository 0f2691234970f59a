from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.duty import Cover, Shift, Team, next_change, next_shift, on_duty
from rulebook.people import Member
from rulebook.roster import RosterChange, RosterEntry, ShiftsOverlap, changed
from rulebook.support_hours import SupportHours

NEW_YORK = ZoneInfo("America/New_York")
MUBEEN, LINA, THEO = (
    Member(id=f"U{name}", name=name.title()) for name in ("MUBEEN", "LINA", "THEO")
)
TEAM = Team(manager=MUBEEN, leads=(LINA, THEO))
HOLIDAY = datetime(2026, 7, 3, tzinfo=NEW_YORK).date()
HOURS = SupportHours(NEW_YORK, time(8), time(18), frozenset(range(5)), {HOLIDAY})
MORNINGS = tuple(
    Shift(lead=LINA.id, weekday=day, starts=time(8), ends=time(13)) for day in range(5)
)
NIGHT = Shift(lead=THEO.id, weekday=4, starts=time(22), ends=time(6))


def new_york(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("shifts", "at", "who"),
    [
        (MORNINGS, new_york(2, 8), LINA),
        (MORNINGS, new_york(2, 12, 59), LINA),
        (MORNINGS, new_york(2, 13), MUBEEN),
        (MORNINGS, new_york(1, 9), MUBEEN),
        ((NIGHT,), new_york(6, 23), THEO),
        ((NIGHT,), new_york(7, 5, 59), THEO),
        ((NIGHT,), new_york(7, 6), MUBEEN),
        ((NIGHT,), new_york(6, 5), MUBEEN),
        ((), new_york(2, 9), LINA),
        ((), new_york(2, 7, 59), MUBEEN),
        ((), new_york(3, 9, month=7), MUBEEN),
    ],
)
def test_the_roster_names_who_is_on_duty(
    shifts: tuple[Shift | Cover, ...], at: datetime, who: Member
) -> None:
    assert on_duty(shifts, TEAM, at, HOURS).who == who


def test_a_cover_comes_before_the_weekly_shift() -> None:
    cover = Cover(lead=THEO.id, starts=new_york(2, 9), ends=new_york(2, 10))
    roster: tuple[Shift | Cover, ...] = (*MORNINGS, cover)
    assert on_duty(roster, TEAM, new_york(2, 9), HOURS).who == THEO
    assert on_duty(roster, TEAM, new_york(2, 10), HOURS).who == LINA


def test_who_is_no_longer_a_lead_is_not_on_duty() -> None:
    former = Team(manager=MUBEEN, leads=(THEO,))
    assert on_duty(MORNINGS, former, new_york(2, 9), HOURS).who == MUBEEN


def test_without_leads_it_is_always_the_manager() -> None:
    assert on_duty((), Team(manager=MUBEEN), new_york(2, 9), HOURS).who == MUBEEN


def test_a_shift_keeps_its_wall_clock_times_when_the_clocks_change() -> None:
    sunday = Shift(lead=LINA.id, weekday=6, starts=time(8), ends=time(9))
    for at in (new_york(8, 8, 30), datetime(2026, 11, 1, 8, 30, tzinfo=NEW_YORK)):
        assert on_duty((sunday,), TEAM, at.astimezone(UTC), HOURS).who == LINA


WEEK = st.integers(0, 7 * 24 * 4 - 1)
QUARTER = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
SHIFTS = st.builds(
    Shift,
    lead=st.sampled_from([LINA.id, THEO.id]),
    weekday=st.integers(0, 6),
    starts=QUARTER,
    ends=QUARTER,
)


@given(st.lists(SHIFTS, max_size=3))
def test_a_roster_is_refused_exactly_when_two_would_lead_at_once(shifts: list[Shift]) -> None:
    monday = datetime(2026, 3, 16, tzinfo=UTC)
    hours = SupportHours(ZoneInfo("UTC"), time(8), time(18), frozenset(range(5)), frozenset())
    quarters = (monday + timedelta(minutes=15 * number) for number in range(7 * 24 * 4))
    doubled = any(sum(shift.covers(at, hours) for shift in shifts) > 1 for at in quarters)
    try:
        changed([], RosterChange(add=tuple(shifts)), TEAM)
    except ShiftsOverlap:
        assert doubled
    else:
        assert not doubled


def test_what_is_removed_does_not_overlap_any_more() -> None:
    entries = [RosterEntry(id=1, shift=MORNINGS[0])]
    again = RosterChange(remove=frozenset({1}), add=(MORNINGS[0],))
    changed(entries, again, TEAM)
    with pytest.raises(ShiftsOverlap, match="Mon 08:00-13:00 Lina and Mon 08:00-13:00 Lina"):
        changed(entries, RosterChange(add=(MORNINGS[0],)), TEAM)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))
def test_the_next_opening_is_the_first_open_instant_after_a_closed_one(at: datetime) -> None:
    opening = HOURS.next_opening(at)
    assert opening > at
    assert HOURS.is_open(opening)
    assert not HOURS.is_open(opening - timedelta(microseconds=1))
    if not HOURS.is_open(at):
        step = timedelta(minutes=15)
        walked = at
        while not HOURS.is_open(walked):
            assert walked < opening
            walked += step
        assert walked - opening < step


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (new_york(6, 18), new_york(9, 8)),  # Friday evening, over the night the clocks change
        (new_york(2, 19, month=7), new_york(6, 8, month=7)),  # before a holiday and a weekend
        (new_york(2, 7), new_york(2, 8)),
    ],
)
def test_support_opens_again_after_nights_weekends_and_holidays(
    at: datetime, opens: datetime
) -> None:
    assert HOURS.next_opening(at) == opens


def test_a_day_lasts_from_midnight_to_midnight_where_support_is() -> None:
    start, end = HOURS.day_of(new_york(8, 12))
    assert (start, end) == (new_york(8, 0), new_york(9, 0))
    assert end - start == timedelta(hours=23)


SATURDAY = Shift(lead=THEO.id, weekday=5, starts=time(10), ends=time(14))
FORMER = SATURDAY.model_copy(update={"lead": "UGONE"})
SUNDAY_COVER = Cover(lead=LINA.id, starts=new_york(8, 9), ends=new_york(8, 12))


@pytest.mark.parametrize(
    ("shifts", "at", "then"),
    [
        ((), new_york(6, 19), new_york(9, 8)),
        (MORNINGS, new_york(6, 19), new_york(9, 8)),
        ((*MORNINGS, SATURDAY), new_york(6, 19), new_york(7, 10)),
        ((*MORNINGS, SATURDAY), new_york(7, 10), new_york(9, 8)),
        ((SUNDAY_COVER,), new_york(7, 15), new_york(8, 9)),
        ((SUNDAY_COVER,), new_york(8, 13), new_york(9, 8)),
        ((FORMER,), new_york(6, 19), new_york(9, 8)),
    ],
)
def test_what_waits_reaches_the_next_lead_or_the_next_opening(
    shifts: tuple[Shift | Cover, ...], at: datetime, then: datetime
) -> None:
    assert next_shift(shifts, TEAM, at, HOURS) == then


# A shift's are at quarters of an hour, a cover's seven minutes after the hour.
EDGES = (0, 7, 15, 30, 45)
NINE_DAYS = timedelta(days=9)
LEADS = st.sampled_from([LINA.id, THEO.id, "UGONE"])
# Many at night, where the clocks change.
AT_NIGHT = st.integers(0, 16).map(lambda n: time(n // 4, n % 4 * 15))
TIMES = QUARTER | AT_NIGHT
ANY_SHIFT = st.builds(Shift, lead=LEADS, weekday=st.integers(0, 6), starts=TIMES, ends=TIMES)
# Over the days on which the clocks change, a holiday, and weeks without either.
SOMETIME = st.builds(
    lambda start, hours: start + timedelta(hours=hours, minutes=7),
    st.sampled_from([new_york(4, 0), new_york(30, 0, month=6), new_york(28, 0, month=10)]),
    st.integers(0, 200),
)
COVERS = st.builds(
    lambda lead, start, hours, length: Cover(
        lead=lead,
        starts=start + timedelta(hours=hours),
        ends=start + timedelta(hours=hours + length),
    ),
    LEADS,
    SOMETIME,
    st.integers(-40, 100),
    st.integers(1, 60),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ANY_SHIFT | COVERS, max_size=4), SOMETIME)
def test_the_next_change_is_the_first_that_a_walk_finds(
    shifts: list[Shift | Cover], at: datetime
) -> None:
    at = at.astimezone(UTC)
    now, whole = how_it_is(shifts, at), at - timedelta(minutes=7)
    steps = (timedelta(hours=hour, minutes=edge) for hour in range(217) for edge in EDGES)
    later = (whole + step for step in steps if whole + step > at)
    found = next((then for then in later if how_it_is(shifts, then) != now), None)
    then = next_change(shifts, TEAM, at, HOURS)
    assert then == found or (found is None and then is not None and then - at >= NINE_DAYS)


def how_it_is(shifts: list[Shift | Cover], at: datetime) -> tuple[str, bool]:
    """Who is on duty, and whether support is open."""
    return on_duty(shifts, TEAM, at, HOURS).who.id, HOURS.is_open(at)


@pytest.mark.parametrize(
    ("shifts", "at", "then"),
    [
        ((), new_york(2, 9), new_york(2, 18)),
        (MORNINGS, new_york(2, 8), new_york(2, 13)),
        (MORNINGS, new_york(2, 7, 59), new_york(2, 8)),
        (MORNINGS, new_york(2, 13), new_york(2, 18)),
        ((NIGHT,), new_york(6, 22), new_york(7, 6)),
        ((*MORNINGS, SUNDAY_COVER), new_york(8, 8), new_york(8, 9)),
        ((*MORNINGS, SUNDAY_COVER), new_york(8, 9), new_york(8, 12)),
        ((*MORNINGS, FORMER), new_york(7, 9), new_york(9, 8)),
    ],
)
def test_duty_changes_with_shifts_covers_and_the_doors(
    shifts: tuple[Shift | Cover, ...], at: datetime, then: datetime
) -> None:
    assert next_change(shifts, TEAM, at, HOURS) == then


def test_a_lead_who_follows_themselves_is_no_change() -> None:
    afternoon = Shift(lead=LINA.id, weekday=0, starts=time(13), ends=time(18))
    assert next_change((*MORNINGS, afternoon), TEAM, new_york(2, 9), HOURS) == new_york(2, 18)


def test_where_nothing_changes_within_nine_days_there_is_none() -> None:
    away = {new_york(day, 0, month=12).date() for day in range(1, 32)}
    closed = SupportHours(NEW_YORK, time(8), time(18), frozenset(range(5)), away)
    assert next_change((), TEAM, new_york(1, 9, month=12), closed) is None


def test_a_shift_in_the_hour_that_comes_twice_is_one_shift() -> None:
    late = Shift(lead=LINA.id, weekday=6, starts=time(1, 30), ends=time(2, 30))
    starts = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    ends = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    while starts < ends:
        assert on_duty((late,), TEAM, starts, HOURS).who == LINA
        assert next_change((late,), TEAM, starts, HOURS) == ends
        starts += timedelta(minutes=15)
    assert on_duty((late,), TEAM, ends, HOURS).who == MUBEEN
