"""Whatever is typed, the answer is a time ahead, support time or a refusal, and comes at once."""

from datetime import datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.phrase import plain
from rulebook.refusals import Refusal
from rulebook.when import FARTHEST, IsPast, Span, TooFarAhead, WhichOfTwo
from tests.connectors.when.reading import NOW, READER

LONGEST = 0.5  # seconds of work; on an idle machine a hundredth
ZONES = (
    "UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Chatham", "Pacific/Kiritimati", "Etc/GMT+12", "America/St_Johns",
)  # fmt: skip
PIECES = (
    "tomorrow", "today", "tonight", "yesterday", "fri", "next ", "friday", "mon", "dec", "1", "31",
    "2026", "-", "/", ".", ":", "10:00", "3pm", "am", "at ", "in ", "4h", "m", "2d", "years", "99",
    "29", "feb", "T", "Z", "+01:00", " ", ",", "st", "of", "and", "noon", "0", "\n", "٤", "ª",
    "est", "utc", "t", "9999", "0001", "week", "1e5",
)  # fmt: skip
zones = st.sampled_from(ZONES)
nows = st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1), timezones=zones.map(ZoneInfo))
texts = st.one_of(
    st.text(max_size=100),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
)


def answer_of(text: str, now: datetime, zone: str) -> str | Span | datetime:
    """What was read, or the sentence of the refusal."""
    try:
        return READER.read(text, now=now, timezone=zone)
    except Refusal as refused:
        return plain(refused.sentence)


@settings(deadline=None, max_examples=1500)
@given(texts, nows, zones)
def test_any_text_is_a_time_ahead_or_support_time_or_refused(
    text: str, now: datetime, zone: str
) -> None:
    begun = process_time()
    read = answer_of(text, now, zone)
    assert process_time() - begun < LONGEST
    match read:
        case str():
            assert "\n" not in read
            assert len(read) < 250
        case Span():
            assert timedelta() < max(timedelta(read.days), read.time) <= FARTHEST
        case datetime():
            assert timedelta() < read - now <= FARTHEST


@pytest.mark.parametrize("piece", PIECES)
def test_no_run_takes_long(piece: str) -> None:
    begun = process_time()
    for length in (79, 5_000, 1_000_000):
        with pytest.raises(Refusal):
            READER.read((piece * length)[:length], now=NOW, timezone="UTC")
    assert process_time() - begun < LONGEST


@given(st.datetimes(datetime(2026, 11, 19), datetime(2027, 11, 20)), zones, st.booleans())
def test_a_date_and_a_time_are_what_is_written(wall: datetime, zone: str, joined: bool) -> None:
    wall = wall.replace(second=0, microsecond=0)
    once = {wall.replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp() for fold in (0, 1)}
    text = f"{wall:%Y-%m-%dT%H:%M}" if joined else f"{wall:%Y-%m-%d %H:%M}"
    try:
        read = READER.read(text, now=NOW, timezone=zone)
    except WhichOfTwo:
        assert len(once) == 2
    except TooFarAhead:
        assert max(once) > (NOW + FARTHEST).timestamp()
    except IsPast:
        assert min(once) <= NOW.timestamp()
    else:
        assert isinstance(read, datetime)
        assert {read.timestamp()} == once


@pytest.mark.parametrize(
    ("zone", "day", "minutes"),
    [
        ("America/New_York", datetime(2027, 3, 14), 60),
        ("America/New_York", datetime(2027, 11, 7), 60),
        ("Europe/Berlin", datetime(2027, 3, 28), 60),
        ("Australia/Lord_Howe", datetime(2027, 4, 4), 30),
        ("Australia/Lord_Howe", datetime(2027, 10, 3), 30),
        ("Pacific/Chatham", datetime(2027, 9, 26), 60),
        ("Asia/Kathmandu", datetime(2027, 3, 14), 0),
    ],
)
def test_when_clocks_change_only_the_changing_minutes_are_asked_about(
    zone: str, day: datetime, minutes: int
) -> None:
    asked = 0
    for minute in range(24 * 60):
        wall = day + timedelta(minutes=minute)
        try:
            READER.read(f"{wall:%Y-%m-%d %H:%M}", now=NOW, timezone=zone)
        except WhichOfTwo:
            asked += 1
    assert asked == minutes


@given(st.integers(0, 8000), st.integers(0, 999), st.sampled_from(("", "in ")))
def test_hours_and_minutes_are_that_much_support_time(
    hours: int, minutes: int, before: str
) -> None:
    span = timedelta(hours=hours, minutes=minutes)
    text = f"{before}{hours}h {minutes}m"
    if span:
        assert READER.read(text, now=NOW, timezone="UTC") == Span(time=span)
