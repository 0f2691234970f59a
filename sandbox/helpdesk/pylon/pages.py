"""Pages of what is listed, with a cursor."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sandbox.helpdesk.pylon.refusals import wrong
from sandbox.helpdesk.records import Json

Thing = TypeVar("Thing")
_DEFAULT, MOST = 100, 1_000


def page(
    things: Sequence[Thing], place: Callable[[Thing], int], limit: object, cursor: object
) -> tuple[Sequence[Thing], Json]:
    """The asked page, and the `pagination` of the answer: nothing once there is no more.

    Places fall from page to page, so a cursor holds even when its place is listed no longer.
    """
    size = _DEFAULT if limit is None else limit
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= MOST:
        raise wrong("limit", f"limit must be between 1 and {MOST}")
    start = 0
    if cursor is not None:
        after = _read(cursor)
        start = sum(place(thing) >= after for thing in things)
    shown = things[start : start + size]
    if start + size >= len(things):
        return shown, {}
    return shown, {"pagination": {"cursor": f"after:{place(shown[-1])}", "has_next_page": True}}


def asked_limit(query: Mapping[str, str]) -> int | None:
    """The limit in a query; None where there is none."""
    limit = query.get("limit")
    if limit is None:
        return None
    if not limit.isdecimal():
        raise wrong("limit", "limit must be a number")
    return int(limit)


def _read(cursor: object) -> int:
    begins, _, number = str(cursor).partition(":")
    digits = number.removeprefix("-")
    if not (isinstance(cursor, str) and begins == "after" and digits.isdecimal()):
        raise wrong("cursor", "cursor is none of ours")
    return int(number)
