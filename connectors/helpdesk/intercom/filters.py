"""Queries of Intercom's searches. A group holds either single filters or groups, never both."""

from typing import Any

Filter = dict[str, Any]


def equal(field: str, value: str | int) -> Filter:
    """Match what has exactly this value."""
    return {"field": field, "operator": "=", "value": value}


def since(field: str, second: int) -> Filter:
    """Match what has this time, in seconds since 1970, or a later one; some of it may be earlier.

    Intercom says of `>` that it is greater, in brackets: or equal. In its search of contacts it
    compares whole days, and `>` means from the next day on. `=` adds what is missing of either.
    """
    later = {"field": field, "operator": ">", "value": second}
    return any_of(later, equal(field, second))


def containing(field: str, words: str) -> Filter:
    """Match what has these words in it."""
    return {"field": field, "operator": "~", "value": words}


def every(*filters: Filter) -> Filter:
    """Match what passes all of them."""
    return {"operator": "AND", "value": list(filters)}


def any_of(*filters: Filter) -> Filter:
    """Match what passes at least one of them."""
    return {"operator": "OR", "value": list(filters)}
