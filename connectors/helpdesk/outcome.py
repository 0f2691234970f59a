"""A write ends in an outcome, also where a call of its fails."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from rulebook.ports import GiveUp, NotHeard, TryAgain

# What was created all the same may be found by a search only a little later.
_FOUND_WITHIN = timedelta(seconds=30)

Doing = TypeVar("Doing")


async def outcome_of(doing: Awaitable[Doing]) -> Doing | TryAgain | GiveUp:
    """Await what it comes to, or say what became of the call that failed."""
    try:
        return await doing
    except NotHeard as missed:
        return missed.outcome


def looked_for_later(missed: NotHeard) -> NotHeard:
    """The same of a creation: it is tried again when what it created can be found."""
    match missed.outcome:
        case TryAgain(because=because, after=None):
            return NotHeard(TryAgain(because=because, after=_FOUND_WITHIN))
        case _:
            return missed
