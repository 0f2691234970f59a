"""Queries of Intercom's searches. A group holds either single filters or groups, never both."""

from typing import Any

Filter = dict[str, Any]


def equal(field: str, value: str | int) -> Filter:
    """What has exactly this value."""
    return {"field": field, "operator": "=", "value": value}


def containing(field: str, words: str) -> Filter:
    """What has these words in it."""
    return {"field": field, "operator": "~", "value": words}


def every(*filters: Filter) -> Filter:
    """What passes all of them."""
    return {"operator": "AND", "value": list(filters)}


def any_of(*filters: Filter) -> Filter:
    """What passes at least one of them."""
    return {"operator": "OR", "value": list(filters)}
