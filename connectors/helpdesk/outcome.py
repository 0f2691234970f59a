"""A write ends in an outcome, also where a call of its fails."""

from collections.abc import Awaitable
from typing import TypeVar

from rulebook.ports import GiveUp, NotHeard, TryAgain

Doing = TypeVar("Doing")


async def outcome_of(doing: Awaitable[Doing]) -> Doing | TryAgain | GiveUp:
    """What it comes to, or what became of the call that failed."""
    try:
        return await doing
    except NotHeard as missed:
        return missed.outcome
