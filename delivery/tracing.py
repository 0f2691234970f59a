"""Tells the log of every effect that is carried out: which, what became of it, how long it took."""

from collections.abc import Awaitable, Callable
from functools import wraps
from time import perf_counter

import structlog
from structlog.contextvars import bound_contextvars

from delivery.job import AnyOutcome, Job
from rulebook.ports import GiveUp, TryAgain

log = structlog.get_logger()

Performs = Callable[[Job], Awaitable[AnyOutcome]]


def traced(perform: Performs) -> Performs:
    """At LOG_LEVEL=DEBUG each effect leaves a trace; its calls bear its id and its request's."""

    @wraps(perform)
    async def telling(job: Job) -> AnyOutcome:
        started, claim = perf_counter(), job.claim
        about = {} if claim.request_id is None else {"request": claim.request_id}
        with bound_contextvars(effect=claim.id, kind=claim.effect.type, **about):
            log.debug("claimed", attempt=claim.attempts)
            outcome = await perform(job)
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
