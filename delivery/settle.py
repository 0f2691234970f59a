"""Write down what became of an effect, and tell those who see it."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from delivery.backoff import Later, retry
from delivery.recurring import Again
from delivery.standing_message import Shown
from rulebook.effects import (
    CatchUp,
    CheckRequest,
    HelpdeskEffect,
    LookAfter,
    Recurring,
    ShowCard,
    ShowReminder,
)
from rulebook.entitlement import entitled
from rulebook.phrase import phrase
from rulebook.ports import Done, GiveUp, Outcome, TryAgain
from store import copies, events, outbox, requests
from store.deferred_write import write_all
from store.outbox import Claim
from workflows.context import Context
from workflows.mechanics.notify import tell
from workflows.promises.sweep import cannot_be_told
from workflows.requests.confirm import refuse_unchecked
from workflows.requests.pass_on import cannot_be_reached
from workflows.requests.routing import card_for

AnyOutcome = Outcome | Again | Shown | None

log = structlog.get_logger()

# Nobody could press Retry on these, and others rely on them.
_GOES_ON = Recurring | LookAfter | CatchUp
_A_MINUTE = timedelta(minutes=1)


async def settle(context: Context, claim: Claim, outcome: Outcome | Again | Shown) -> None:
    """Done, later, or left to a person; in the same transaction every card is due again."""
    now = context.clock()
    verdict = retry(outcome, claim.attempts, now) if isinstance(outcome, TryAgain) else outcome
    if isinstance(verdict, GiveUp) and isinstance(claim.effect, _GOES_ON):
        log.warning("it goes on all the same", effect=claim.id, because=verdict.because)
        verdict = Later(at=now + _A_MINUTE, because=verdict.because)
    async with context.transaction() as tx:
        if isinstance(verdict, Shown):
            await write_all(tx, [verdict.write])
            verdict = verdict.done
        if not await _written_down(tx, claim, verdict, now):
            log.warning("a lease was lost before its outcome was known", effect=claim.id)
            return
        if isinstance(verdict, GiveUp):
            await _record(tx, context, claim, verdict)
            if isinstance(claim.effect, CheckRequest):
                await refuse_unchecked(tx, context, claim.effect.request_id, verdict.because)
            if isinstance(claim.effect, ShowCard):
                await cannot_be_reached(tx, context, claim.effect.copy_id)
            if isinstance(claim.effect, ShowReminder):
                await cannot_be_told(tx, context, claim.effect.reminder_id)
        if isinstance(claim.effect, HelpdeskEffect) and claim.request_id is not None:
            if isinstance(verdict, GiveUp):
                await _say_so(tx, context, claim.request_id, claim.effect)
            # As old as what was done: who came first is through with it first, cards and all.
            stale = await copies.show_all(tx, claim.request_id)
            await outbox.queue(tx, stale, request_id=claim.request_id, due_at=claim.due_at)


async def _written_down(
    tx: AsyncConnection, claim: Claim, verdict: Done | Again | Later | GiveUp, now: datetime
) -> bool:
    match verdict:
        case Done():
            return await outbox.done(tx, claim, verdict, at=now)
        case Again(effect=effect, at=at):
            return await outbox.again(tx, claim, effect, at=at)
        case Later(at=at, because=because, untried=untried):
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


async def _say_so(
    tx: AsyncConnection,
    context: Context,
    request_id: int,
    effect: HelpdeskEffect,
) -> None:
    request = await requests.get(tx, request_id)
    words = phrase(
        "{failed}; the card says why. When that is mended, press Retry on the card.",
        failed=effect.failed,
    )
    by = request.decision.by if request.decision else effect.by
    people = [by]
    duty = await context.duty(tx)
    if not entitled(by.id, request, duty, context.team):  # their shift is over
        now = duty.who if duty.who.id != request.requester.id else context.team.manager
        await card_for(tx, context, request, now)
        people.append(now)
    await tell(tx, context, request, people, words)
