"""From a time on the wall to the instant that it is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def instants_of(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants of a wall-clock time, in UTC: one, or two where the clocks change.

    An hour that comes twice has two. One that is left out would be either by the clock before the
    change or by the clock after it.
    """
    both = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return tuple(sorted(set(both)))


def written(at: datetime, zone: ZoneInfo) -> str:
    """An instant as it can be typed, with the distance from UTC: 2026-11-01 01:30-04:00."""
    return at.astimezone(zone).isoformat(" ", "minutes")
