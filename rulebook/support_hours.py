"""Support hours (G: 8 am to 6 pm New York time)."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class SupportHours:
    """Opening times: wall-clock times in one zone, on weekdays (Monday is 0), but on no holiday."""

    timezone: ZoneInfo
    opens: time
    closes: time
    days: frozenset[int]
    holidays: Container[date]

    def is_open(self, at: datetime) -> bool:
        """Tell whether support is open at this instant."""
        day = at.astimezone(self.timezone).date()
        opening, closing = self.edges(day)
        return self._works_on(day) and opening <= at < closing

    def somewhere_else(self, timezone: str) -> "SupportHours":
        """The same wall-clock times in another IANA zone: a colleague's own working day."""
        return replace(self, timezone=ZoneInfo(timezone))

    def next_opening(self, at: datetime) -> datetime:
        """The first instant after `at` at which support opens, in UTC.

        Raises ValueError where support would not open within a year.
        """
        today = at.astimezone(self.timezone).date()
        for ahead in range(367):
            day = today + timedelta(days=ahead)
            opening = self.instant(day, self.opens)
            if self._works_on(day) and opening > at:
                return opening
        message = "support does not open within a year"
        raise ValueError(message)

    def later(self, at: datetime, by: timedelta) -> datetime:
        """The earliest instant by which `by` of support time has passed since `at`, in UTC.

        What ends with the day ends as support closes, not as it opens again. Raises ValueError
        where that is more than three years ahead.
        """
        at = at.astimezone(UTC)
        if not by:
            return at
        today = at.astimezone(self.timezone).date()
        for ahead in range(3 * 366):
            day = today + timedelta(days=ahead)
            if not self._works_on(day):
                continue
            opening, closing = self.edges(day)
            begins = max(opening, at)
            if begins + by <= closing:
                return begins + by
            by -= max(closing - begins, timedelta())
        message = "that much support time does not pass within three years"
        raise ValueError(message)

    def earlier(self, at: datetime, by: timedelta) -> datetime:
        """The latest instant from which `by` of support time passes until `at`, in UTC.

        What begins with the day begins as support opens, not as it closed before. Raises ValueError
        where that is more than three years back.
        """
        at = at.astimezone(UTC)
        if not by:
            return at
        today = at.astimezone(self.timezone).date()
        for back in range(3 * 366):
            day = today - timedelta(days=back)
            if not self._works_on(day):
                continue
            opening, closing = self.edges(day)
            ends = min(closing, at)
            if ends - by >= opening:
                return ends - by
            by -= max(ends - opening, timedelta())
        message = "that much support time did not pass within three years"
        raise ValueError(message)

    def open_from(self, at: datetime) -> datetime:
        """The first instant from `at` on at which support is open, in UTC."""
        return at.astimezone(UTC) if self.is_open(at) else self.next_opening(at)

    @property
    def day(self) -> timedelta:
        """The length of a support day, on the clock on the wall."""
        opens, closes = (datetime.combine(date.min, time) for time in (self.opens, self.closes))
        return closes - opens

    def edges(self, day: date) -> tuple[datetime, datetime]:
        """The instants at which support would open and close on a day."""
        return self.instant(day, self.opens), self.instant(day, self.closes)

    def day_of(self, at: datetime) -> tuple[datetime, datetime]:
        """The local calendar day around an instant: its beginning and its end, in UTC."""
        today = at.astimezone(self.timezone).date()
        return (
            self.instant(today, time()),
            self.instant(today + timedelta(days=1), time()),
        )

    def _works_on(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.holidays

    def instant(self, day: date, at: time) -> datetime:
        """A wall-clock time of a day where support is, as an instant in UTC."""
        return datetime.combine(day, at, self.timezone).astimezone(UTC)
