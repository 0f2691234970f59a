"""Tells the log of every effect that is carried out: which, what became of it, how long it took."""

from collections.abc import Awaitable
from functools import wraps
from time import perf_counter
from typing import Protocol

import structlog
from structlog.contextvars import bound_contextvars

from delivery.settle import AnyOutcome
from rulebook.ports import GiveUp, Messenger, TryAgain
from store.outbox import Claim
from workflows.context import Context

log = structlog.get_logger()


class CarryOut(Protocol):
    """Carries one effect out."""

    def __call__(
        self, context: Context, messenger: Messenger, claim: Claim, *, crowded: bool = False
    ) -> Awaitable[AnyOutcome]:
        """Do what the effect says; `crowded` while more is due than can be done side by side."""


def traced(carry_out: CarryOut) -> CarryOut:
    """At LOG_LEVEL=DEBUG each effect leaves a trace; its calls bear its id and its request's."""

    @wraps(carry_out)
    async def telling(
        context: Context, messenger: Messenger, claim: Claim, *, crowded: bool = False
    ) -> AnyOutcome:
        started = perf_counter()
        about = {} if claim.request_id is None else {"request": claim.request_id}
        with bound_contextvars(effect=claim.id, kind=claim.effect.type, **about):
            log.debug("claimed", attempt=claim.attempts)
            outcome = await carry_out(context, messenger, claim, crowded=crowded)
            log.debug(_became(outcome), ms=1000 * (perf_counter() - started))
            return outcome

    return telling


def _became(outcome: AnyOutcome) -> str:
    match outcome:
        case TryAgain():
            return "again"
        case GiveUp():
            return "given up"
        case _:
            return "done"
