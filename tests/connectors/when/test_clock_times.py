from datetime import UTC, datetime, timedelta

import pytest

from tests.connectors.when.reading import NEW_YORK, NOW, READER, answer

IN_NEW_YORK = [
    ("tomorrow 10:00", "2026-11-19 10:00"),
    ("tomorrow at 10", "2026-11-19 10:00"),
    ("Tomorrow, 10:00.", "2026-11-19 10:00"),
    ("tomorrow\n10:00", "2026-11-19 10:00"),
    ("  tomorrow   10:00  ", "2026-11-19 10:00"),
    ("10am tomorrow", "2026-11-19 10:00"),
    ("10 AM tomorrow", "2026-11-19 10:00"),
    ("10 a.m. tomorrow", "2026-11-19 10:00"),
    ("9.30am tomorrow", "2026-11-19 09:30"),
    ("tomorrow noon", "2026-11-19 12:00"),
    ("tomorrow 12pm", "2026-11-19 12:00"),
    ("tomorrow 12am", "2026-11-19 00:00"),
    ("tomorrow 15h", "2026-11-19 15:00"),
    ("tomorrow 03:00", "2026-11-19 03:00"),
    ("tomorrow 3:00pm", "2026-11-19 15:00"),
    ("day after tomorrow 9am", "2026-11-20 09:00"),
    ("3pm", "2026-11-18 15:00"),
    ("by 3pm", "2026-11-18 15:00"),
    ("due by 3pm", "2026-11-18 15:00"),
    ("before 3pm", "2026-11-18 15:00"),
    ("15:00", "2026-11-18 15:00"),
    ("14:31", "2026-11-18 14:31"),
    ("today 17:00", "2026-11-18 17:00"),
    ("today at 3", "2026-11-18 15:00"),
    ("tonight 8pm", "2026-11-18 20:00"),
    ("tonight at 8", "2026-11-18 20:00"),
    ("8:30 tonight", "2026-11-18 20:30"),
    ("fri 3pm", "2026-11-20 15:00"),
    ("friday 15:00", "2026-11-20 15:00"),
    ("by friday 3pm", "2026-11-20 15:00"),
    ("friday by 3pm", "2026-11-20 15:00"),
    ("on Friday at 3pm", "2026-11-20 15:00"),
    ("this friday 3pm", "2026-11-20 15:00"),
    ("thurs 9am", "2026-11-19 09:00"),
    ("wed 3pm", "2026-11-18 15:00"),
    ("wed 2pm", "2026-11-25 14:00"),
    ("wed 14:30", "2026-11-25 14:30"),
    ("next wednesday 3pm", "2026-11-25 15:00"),
    ("next monday 3pm", "2026-11-23 15:00"),
    ("in 2 weeks at 10:00", "2026-12-02 10:00"),
    ("in 1 month 10:00", "2026-12-18 10:00"),
    ("2026-12-01 09:00", "2026-12-01 09:00"),
    ("2026-12-01T09:00", "2026-12-01 09:00"),
    ("2026-12-01 9am", "2026-12-01 09:00"),
    ("2026-12-01T09:00Z", "2026-12-01 04:00"),
    ("2026-12-01 09:00+05:45", "2026-11-30 22:15"),
    ("2027-11-07 01:30-05:00", "2027-11-07 01:30"),
    ("2027-03-04 10:00", "2027-03-04 10:00"),
    ("2026/12/01 9am", "2026-12-01 09:00"),
    ("1 dec 9am", "2026-12-01 09:00"),
    ("dec 1 9:00", "2026-12-01 09:00"),
    ("1st of december at 9am", "2026-12-01 09:00"),
    ("1. dec. 9am", "2026-12-01 09:00"),
    ("1 Dec 2026 9:00 am", "2026-12-01 09:00"),
    ("December 1st, 2026 at 9:00 AM", "2026-12-01 09:00"),
    ("tue 1 dec 9am", "2026-12-01 09:00"),
    ("jan 5 9am", "2027-01-05 09:00"),
    ("13/4 15:00", "2027-04-13 15:00"),
    ("4/13 15:00", "2027-04-13 15:00"),
    ("13.4. 15:00", "2027-04-13 15:00"),
    ("31/12/26 9am", "2026-12-31 09:00"),
    ("3/3 15:00", "2027-03-03 15:00"),
    ("sat 3/4 15:00", "2027-04-03 15:00"),
    ("2027-11-18 14:30", "2027-11-18 14:30"),
]


@pytest.mark.parametrize(("words", "at"), IN_NEW_YORK)
def test_a_clock_time_is_one_of_the_persons_own_zone(words: str, at: str) -> None:
    assert answer(words) == at


@pytest.mark.parametrize(
    ("zone", "words", "at"),
    [
        ("UTC", "20:00", "2026-11-18 20:00"),
        ("UTC", "wed 8pm", "2026-11-18 20:00"),
        ("UTC", "wed 7pm", "2026-11-25 19:00"),
        ("Asia/Kathmandu", "10:00", "2026-11-19 10:00"),
        ("Asia/Kathmandu", "tomorrow 10:00", "2026-11-20 10:00"),
        ("Asia/Kathmandu", "thu 10:00", "2026-11-19 10:00"),
        ("Asia/Kathmandu", "wed 10:00", "2026-11-25 10:00"),
        ("Asia/Kathmandu", "2026-11-18T20:00Z", "2026-11-19 01:45"),
        ("Europe/Berlin", "tonight 9pm", "2026-11-18 21:00"),
        ("Europe/Berlin", "2027-03-29 09:00", "2027-03-29 09:00"),
        ("Australia/Lord_Howe", "fri 9am", "2026-11-20 09:00"),
        ("Pacific/Kiritimati", "tomorrow noon", "2026-11-20 12:00"),
        ("Etc/GMT+12", "tomorrow noon", "2026-11-19 12:00"),
    ],
)
def test_today_is_the_persons_own_today(zone: str, words: str, at: str) -> None:
    assert answer(words, zone) == at


def test_what_is_read_is_an_instant_in_utc() -> None:
    read = READER.read("2026-12-01 09:00", now=NOW, timezone=NEW_YORK)
    assert read == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert isinstance(read, datetime)
    assert read.utcoffset() == timedelta()


def test_the_29th_of_february_is_one_of_a_leap_year() -> None:
    now = datetime(2027, 11, 18, 14, 30, tzinfo=UTC)
    assert answer("29 feb 10:00", "UTC", now) == "2028-02-29 10:00"


def test_of_an_hour_that_comes_twice_the_second_is_meant_once_the_first_is_over() -> None:
    now = datetime(2027, 11, 7, 5, 45, tzinfo=UTC)  # 01:45 for the first time
    read = READER.read("today 01:30", now=now, timezone=NEW_YORK)
    assert read == datetime(2027, 11, 7, 6, 30, tzinfo=UTC)
