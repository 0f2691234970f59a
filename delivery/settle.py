"""Write down what became of an effect, and tell those who see it."""

from datetime import datetime, timedelta
from typing import assert_never

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from delivery.backoff import PutBackUntil, retry
from delivery.job import Again
from delivery.performers import STAND_INS
from delivery.standing_message import Shown
from rulebook.effects.effect import GivenUp, StepEffect
from rulebook.entitlement import entitled
from rulebook.phrase import phrase
from rulebook.ports import Done, GiveUp, Outcome, TryAgain
from store import copies, events, outbox, requests
from store.claims import Claim
from store.deferred_write import write_all
from workflows.context import Context
from workflows.mechanics.notify import tell
from workflows.requests.routing import card_for

log = structlog.get_logger()

_A_MINUTE = timedelta(minutes=1)


async def settle(context: Context, claim: Claim, outcome: Outcome | Again | Shown) -> None:
    """Done, later, or left to a person; in the same transaction every card is due again."""
    now = context.clock()
    verdict = retry(outcome, claim.attempts, now) if isinstance(outcome, TryAgain) else outcome
    if isinstance(verdict, GiveUp) and claim.effect.given_up is GivenUp.GOES_ON:
        log.warning("it goes on all the same", effect=claim.id, because=verdict.because)
        verdict = PutBackUntil(at=now + _A_MINUTE, because=verdict.because)
    async with context.transaction() as tx:
        if isinstance(verdict, Shown):
            await write_all(tx, [verdict.write])
            verdict = verdict.done
        if not await _written_down(tx, claim, verdict, now):
            log.warning("a lease was lost before its outcome was known", effect=claim.id)
            return
        if isinstance(verdict, GiveUp):
            await _record(tx, context, claim, verdict)
            await _go_on_without(tx, context, claim, verdict.because)
        if isinstance(claim.effect, StepEffect) and claim.request_id is not None:
            # As old as what was done: who came first is through with it first, cards and all.
            stale = await copies.show_all(tx, claim.request_id)
            await outbox.queue(tx, stale, request_id=claim.request_id, due_at=claim.due_at)


async def _written_down(
    tx: AsyncConnection, claim: Claim, verdict: Done | Again | PutBackUntil | GiveUp, now: datetime
) -> bool:
    match verdict:
        case Done():
            return await outbox.done(tx, claim, verdict, at=now)
        case Again(effect=effect, at=at):
            return await outbox.again(tx, claim, effect, at=at)
        case PutBackUntil(at=at, because=because, untried=untried):
            attempts = claim.attempts - untried
            return await outbox.try_again(tx, claim, because=because, at=at, attempts=attempts)
        case GiveUp(because=because):
            return await outbox.give_up(tx, claim, because=because)


async def _record(tx: AsyncConnection, context: Context, claim: Claim, verdict: GiveUp) -> None:
    log.warning("an effect was given up", effect=claim.id, because=verdict.because)
    await events.record(
        tx,
        request_id=claim.request_id,
        at=context.clock(),
        who="the bot",
        what=f"gave up: {claim.effect.type}",
        after={"because": verdict.because},
    )


async def _go_on_without(tx: AsyncConnection, context: Context, claim: Claim, because: str) -> None:
    match claim.effect.given_up:
        case GivenUp.STOOD_IN_FOR:
            await STAND_INS[type(claim.effect)](tx, context, claim.effect, because)
        case GivenUp.RETRIED:
            await _ask_for_a_retry(tx, context, claim)
        case GivenUp.LEFT | GivenUp.GOES_ON:
            pass
        case _:
            assert_never(claim.effect.given_up)


async def _ask_for_a_retry(tx: AsyncConnection, context: Context, claim: Claim) -> None:
    """Say what failed to who decided; to who can press Retry now, where that is somebody else."""
    assert isinstance(claim.effect, StepEffect)  # noqa: S101 (only a card has the button)
    if claim.request_id is None:
        return
    request = await requests.get(tx, claim.request_id)
    words = phrase(
        "{failed}; the card says why. When that is mended, press Retry on the card.",
        failed=claim.effect.failed,
    )
    by = request.decision.by if request.decision else claim.effect.by
    people = [by] if by else []
    duty = await context.duty(tx)
    if by is None or not entitled(by.id, request, duty, context.team):  # their shift is over
        now = duty.who if duty.who.id != request.requester.id else context.team.manager
        await card_for(tx, context, request, now)
        people.append(now)
    await tell(tx, context, request, people, words)
