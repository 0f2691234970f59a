"""The registry of performers: one for each effect, told apart by the effect's class."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from delivery.job import AnyOutcome, Job
from rulebook.effects.effect import Effect
from rulebook.ports import TryAgain
from store.claims import Claim
from workflows.context import Context

E = TypeVar("E", bound=Effect)

# Carries one out. Raises NotHeard where the outside was not heard.
Perform = Callable[[Job, E], Awaitable[AnyOutcome]]
# Carries many out at a time and writes down that they are done; returns which have to wait.
PerformMany = Callable[[Context, Sequence[Claim]], Awaitable[Mapping[Claim, TryAgain]]]
# Lets somebody or something stand in for one that was given up, and why it was.
StandIn = Callable[[AsyncConnection, Context, E, str], Awaitable[None]]

PERFORMERS: dict[type[Effect], Perform[Any]] = {}
MANY_AT_A_TIME: dict[type[Effect], PerformMany] = {}
STAND_INS: dict[type[Effect], StandIn[Any]] = {}


def performs(effect: type[E]) -> Callable[[Perform[E]], Perform[E]]:
    """Register a function that carries out effects of a class."""

    def register(perform: Perform[E]) -> Perform[E]:
        _is_the_first(effect)
        PERFORMERS[effect] = perform
        return perform

    return register


def performs_many(effect: type[Effect]) -> Callable[[PerformMany], PerformMany]:
    """Register a function that carries out many of a class at a time."""

    def register(perform: PerformMany) -> PerformMany:
        _is_the_first(effect)
        MANY_AT_A_TIME[effect] = perform
        return perform

    return register


def stands_in_for(effect: type[E]) -> Callable[[StandIn[E]], StandIn[E]]:
    """Register what happens, in the same transaction, when one of a class is given up."""

    def register(stand_in: StandIn[E]) -> StandIn[E]:
        if effect in STAND_INS:
            message = f"{effect.__name__} is stood in for already"
            raise ValueError(message)
        STAND_INS[effect] = stand_in
        return stand_in

    return register


def _is_the_first(effect: type[Effect]) -> None:
    if effect in PERFORMERS or effect in MANY_AT_A_TIME:
        message = f"{effect.__name__} has a performer already"
        raise ValueError(message)
