"""Filters of Pylon's searches, at most three deep."""

from datetime import UTC, datetime, timedelta
from typing import Any

Filter = dict[str, Any]

_SHORTLY = timedelta(seconds=1)


def equal(field: str, value: str) -> Filter:
    """Match what has exactly this value."""
    return {"field": field, "operator": "equals", "value": value}


def none_of(field: str, *values: str) -> Filter:
    """Match what has none of these values."""
    return {"field": field, "operator": "not_in", "values": [*values]}


def since(field: str, at: datetime) -> Filter:
    """Match what has this time or a later one; some of it may be up to two seconds earlier.

    Whether `time_is_after` leaves the instant itself out is not described.
    """
    after = at.astimezone(UTC).replace(microsecond=0) - _SHORTLY
    return {
        "field": field,
        "operator": "time_is_after",
        "value": after.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def containing(field: str, words: str) -> Filter:
    """Match what has these words in it."""
    return {"field": field, "operator": "string_contains", "value": words}


def every(*filters: Filter) -> Filter:
    """Match what passes all of them."""
    return filters[0] if len(filters) == 1 else _several("and", filters)


def any_of(*filters: Filter) -> Filter:
    """Match what passes at least one of them."""
    return filters[0] if len(filters) == 1 else _several("or", filters)


def _several(operator: str, filters: tuple[Filter, ...]) -> Filter:
    # Pylon wants a field there too, and an empty one is enough.
    return {"field": "", "operator": operator, "subfilters": [*filters]}
