"""A date of the calendar in a text: 2026-12-01, 1 dec, dec 1st 2026, 13/4, fri 4 dec.

dateutil reads it, since it refuses what it does not know. dateparser, which knows more phrases,
answers "tomorrow 25:00", "tomorrow at 10", "fri 3" and "3-4pm" with times that nobody wrote, and
takes 19 MB; parsedatetime so answers "30 february 10:00" and "13/4 15:00".
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

from dateutil.parser import parse, parserinfo

# What the text leaves open comes from these, and so differs between them. Both are leap years.
_UNSAID = (datetime(2000, 1, 1, 0, 0), datetime(2004, 2, 2, 1, 1))  # noqa: DTZ001 (walls)
_TIMES = tuple(unsaid.time() for unsaid in _UNSAID)
_NUMBERS = re.compile(r"\d+([/-])\d+(?:\1\d+)?|\d{8}")
_PLAIN = re.compile(r"[a-z\d][a-z\d ,./-]*")
_WORD = re.compile(r"[a-z]+")
_SHORT_YEAR = re.compile(r"\d{1,2}/\d{1,2}/\d\d")
_YEAR_FIRST = re.compile(r"\d{4}")
_POINT = re.compile(r"(?<=\d)\.")
# A day of the last three months is rather a slip than one of next year.
_LATELY = timedelta(days=92)


class _English(parserinfo):
    # What may stand between, without the words that join two dates.
    JUMP = [" ", ".", ",", "-", "/", "of", "st", "nd", "rd", "th"]  # noqa: RUF012 (so is its base's)


_ENGLISH = _English()
_ALSO = {"tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu"}


class Misfit(ValueError):  # noqa: N818 (the name is the sentence)
    """A date with the name of a weekday that it is not."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def weekday_in(word: str) -> int | None:
    """The weekday that a word names, Monday as 0. None: it names none."""
    return _ENGLISH.weekday(_ALSO.get(word, word))


def dates_in(text: str, today: date) -> tuple[date, ...]:
    """The dates that a text can be: two where day and month could be either, as in 3/4.

    Without a year it is the next such day, unless it was lately. Raises ValueError where it is no
    date, Misfit where it names a weekday that is not its own.
    """
    weekdays = [word for word in _WORD.findall(text) if weekday_in(word) is not None]
    for word in weekdays:
        text = re.sub(rf"\b{word}\b", " ", text)
    found = tuple(dict.fromkeys(_readings(_POINT.sub("/", text).strip(" ,/"), today)))
    if not found:
        raise ValueError
    fitting = tuple(
        day for day in found if all(day.weekday() == weekday_in(word) for word in weekdays)
    )
    if not fitting:
        raise Misfit(found[0])
    return fitting


def _readings(text: str, today: date) -> Iterator[date]:
    """The date with the month first and with the day first, as far as there are such dates."""
    if not _is_like_a_date(text):
        return
    for day_first in (False,) if _YEAR_FIRST.match(text) else (False, True):
        try:
            yield _read(text, today, day_first=day_first)
        except (ValueError, OverflowError):
            continue


def _is_like_a_date(text: str) -> bool:
    """Numbers that are joined as those of a date are, or numbers and a month's name."""
    months = [word for word in _WORD.findall(text) if _ENGLISH.month(word) is not None]
    return bool(_NUMBERS.fullmatch(text) or (len(months) == 1 and _PLAIN.fullmatch(text)))


def _read(text: str, today: date, *, day_first: bool) -> date:
    one, other = (
        parse(text, _ENGLISH, default=unsaid, dayfirst=day_first, ignoretz=True)
        for unsaid in _UNSAID
    )
    times = one.time(), other.time()
    if (one.month, one.day) != (other.month, other.day) or times != _TIMES:
        raise ValueError
    if one.year != other.year:
        return _next(one.month, one.day, today)
    if str(one.year) not in text and not _SHORT_YEAR.fullmatch(text):
        raise ValueError  # a year that nobody wrote
    return one.date()


def _next(month: int, day: int, today: date) -> date:
    """The first such day that is not long past, this year or next year."""
    for year in (today.year, today.year + 1):
        with suppress(ValueError):  # the 29th of February
            found = date(year, month, day)
            if found >= today - _LATELY:
                return found
    raise ValueError
