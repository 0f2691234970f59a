from datetime import datetime

import pytest

from rulebook.phrase import plain
from rulebook.when import (
    IsAnotherWeekday,
    IsPast,
    NotATime,
    TooFarAhead,
    WhatTimeOfDay,
    WhichOfTwo,
)
from tests.connectors.when.reading import NEW_YORK, answer, instants, refusal

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "\n", "nope", "eod", "end of day", "asap", "4711", "1500", "0", "12", "15.00",
        "😀",
        "-4h", "0h", "0m", "0d", "0h 0m", "1e5h", "h", "4", "٤h", "٤٢", "1,5h", "1.5d", "4h 4h",
        "4h; drop table", "4h\x00", "\x07", "\ud800", "\u202e4h", "1h30", "by", "on",
        "30 february 10:00", "2026-02-30 09:00", "2026-13-01 09:00", "29 feb 10:00", "0/0 10:00",
        "32 dec 10:00", "2026-12-01T09:60Z", "2026-12-01T09:00+99:99", "0001-01-01 00:00",
        "9999-12-31 23:59", "0026-12-01 09:00", "tomorrow 25:00", "tomorrow 24:00",
        "tomorrow 10:60", "tomorrow 13pm", "tomorrow 0am", "tomorrow at 24", "tomorrow 10",
        "10:00 10:00", "3-4pm", "3pm-4pm", "3pm - 4pm", "3pm to 4pm", "10:00-11:00",
        "between 3pm and 4pm", "mon-fri 3pm", "1-3 dec 10:00", "1-27 jan 10:00",
        "5 13 noon", "1 dec 2026 1015 noon", "noon - 5/13", "1/2/3/4 9am", "1 and 2 dec 10:00",
        "10 dec 11 9am", "dec 2026 9am", "fri 3", "fri 3 3pm", "5 3pm",
        "9am est", "tomorrow 10:00 UTC", "tonight 1am", "tonight 8am", "midnight", "next week",
        "next week 10:00", "tomorrow morning", "half past 3", "in 3 days at 10:00", "in -2 weeks",
        "I need it friday 3pm please", "tomorrow tomorrow 10:00", "a" * 5000, "1" * 5000,
        "10:00" * 1000, "tomorrow 10:00" + " " * 5000,
    ],
)  # fmt: skip
def test_what_is_no_time_is_not_guessed(words: str) -> None:
    assert type(refusal(words)) is NotATime


@pytest.mark.parametrize(
    "words",
    ["mon", "friday", "on friday", "next friday", "today", "tonight", "tomorrow", "1 dec", "3/4",
     "2026-12-01", "in 2 weeks", "2 weeks"],
)  # fmt: skip
def test_a_day_needs_a_time_of_day(words: str) -> None:
    assert type(refusal(words)) is WhatTimeOfDay


@pytest.mark.parametrize(
    ("words", "one", "other"),
    [
        ("3/4 15:00", "2027-03-04 15:00", "2027-04-03 15:00"),
        ("3-4 15:00", "2027-03-04 15:00", "2027-04-03 15:00"),
        ("03.04. 15:00", "2027-03-04 15:00", "2027-04-03 15:00"),
        ("3/4/2027 15:00", "2027-03-04 15:00", "2027-04-03 15:00"),
        ("3/4/27 15:00", "2027-03-04 15:00", "2027-04-03 15:00"),
        ("11/12 15:00", "2026-11-12 15:00", "2026-12-11 15:00"),
        ("next friday 3pm", "2026-11-20 15:00", "2026-11-27 15:00"),
        ("next sunday 3pm", "2026-11-22 15:00", "2026-11-29 15:00"),
        ("tomorrow at 3", "2026-11-19 03:00", "2026-11-19 15:00"),
        ("4h tomorrow", "2026-11-19 04:00", "2026-11-19 16:00"),
        ("tomorrow 7:30", "2026-11-19 07:30", "2026-11-19 19:30"),
        ("7:00", "2026-11-18 07:00", "2026-11-18 19:00"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_with_both(words: str, one: str, other: str) -> None:
    refused = refusal(words)
    assert type(refused) is WhichOfTwo
    assert instants(refused.sentence, NEW_YORK) == [one, other]


@pytest.mark.parametrize(
    ("day", "words", "one", "other"),
    [
        ("2026-11-21", "next sunday 9am", "2026-11-22 09:00", "2026-11-29 09:00"),
        ("2026-11-22", "next friday 9am", "2026-11-27 09:00", "2026-12-04 09:00"),
    ],
)
def test_whether_a_week_begins_on_sunday_is_not_guessed(
    day: str, words: str, one: str, other: str
) -> None:
    now = datetime.fromisoformat(f"{day}T12:00Z")
    assert instants(refusal(words, "UTC", now).sentence, "UTC") == [one, other]


def test_the_hour_of_an_afternoon_may_be_a_span_too() -> None:
    says = "“15h” can be read in two ways: 15 hours or 15:00. Which one is meant?"
    assert plain(refusal("15h").sentence) == says


@pytest.mark.parametrize(
    ("zone", "words", "one", "other"),
    [
        (NEW_YORK, "2027-03-14 02:30", "2027-03-14 01:30-05:00", "2027-03-14 03:30-04:00"),
        (NEW_YORK, "2027-11-07 01:30", "2027-11-07 01:30-04:00", "2027-11-07 01:30-05:00"),
        (BERLIN, "28 march 02:00", "2027-03-28 01:00+01:00", "2027-03-28 03:00+02:00"),
        (BERLIN, "2027-10-31 02:59", "2027-10-31 02:59+02:00", "2027-10-31 02:59+01:00"),
        ("Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-03 01:45+10:30",
         "2027-10-03 02:45+11:00"),
    ],
)  # fmt: skip
def test_an_hour_that_never_comes_or_comes_twice_is_asked_in_words_that_can_be_typed(
    zone: str, words: str, one: str, other: str
) -> None:
    refused = refusal(words, zone)
    assert type(refused) is WhichOfTwo
    assert f": {one} or {other}." in plain(refused.sentence)
    assert [answer(typed, zone) for typed in (one, other)] == [one[:16], other[:16]]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("yesterday 10:00", "2026-11-17 10:00"),
        ("2020-01-01 09:00", "2020-01-01 09:00"),
        ("2020-01-01T09:00Z", "2020-01-01 04:00"),
        ("9:00", "2026-11-18 09:00"),
        ("noon", "2026-11-18 12:00"),
        ("2pm", "2026-11-18 14:00"),
        ("14:30", "2026-11-18 14:30"),
        ("today at 11", "2026-11-18 11:00"),
        ("1 nov 10:00", "2026-11-01 10:00"),
    ],
)
def test_what_is_past_is_named(words: str, at: str) -> None:
    refused = refusal(words)
    assert type(refused) is IsPast
    assert instants(refused.sentence, NEW_YORK) == [at]


def test_a_day_that_is_past_is_named() -> None:
    says = "“yesterday” is past: Tuesday, 17 November 2026. When is it due?"
    assert plain(refusal("yesterday").sentence) == says


@pytest.mark.parametrize(
    "words",
    ["40 years", "in 40 years", "in 40 years 10:00", "2066-12-01 09:00", "2066-12-01", "2 years",
     "2066-12-01T09:00Z", "9998-12-31 23:59", "2027-12-01 09:00", "3/4/2066 10:00", "367d", "8785h",
     "99999999h", "999999999d 999999999h 999999999m"],
)  # fmt: skip
def test_more_than_a_year_is_too_far(words: str) -> None:
    assert type(refusal(words)) is TooFarAhead


def test_a_date_that_is_another_weekday_is_asked() -> None:
    refused = refusal("fri 3 dec 10:00")
    assert type(refused) is IsAnotherWeekday
    says = "“fri 3 dec 10:00” does not fit: 3 December 2026 is a Thursday. Which day is meant?"
    assert plain(refused.sentence) == says


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("one\ntwo\r\n three", "one two three"),
        ("a\x00b\u202ec\ud800", "abc"),
        ("{words}", "{words}"),
        ("", ""),
    ],
)
def test_what_was_typed_is_quoted_in_one_short_line(words: str, shown: str) -> None:
    assert plain(refusal(words).sentence).startswith(f"“{shown}” is no time")
