"""The sweep: promises are looked after, many in one go, when the instant of a step has come."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.duty import Duty
from rulebook.effects.effect import Effect
from rulebook.effects.promises import CatchUp, LookAfter, RemoveReminder, ShowReminder
from rulebook.people import Member
from rulebook.ports import NotHeard, TryAgain
from rulebook.promises import (
    Promise,
    Promised,
    PromiseState,
    is_kept_by_a_reply,
    step_at,
    steps,
)
from rulebook.tickets import Ticket, TicketState
from store import outbox, promises, reminders
from store.claims import Claim
from store.reminders import Reminder, Word
from store.tables import Reminded
from workflows.context import Context
from workflows.mechanics.audit import CLOCK
from workflows.promises.begin_and_end import end, next_looks, record_all
from workflows.promises.sla_deadlines import follow_deadline
from workflows.promises.ticket_owner import owner_in_slack

# What is later than this came due while nobody was there: it is told in one message with the rest.
LATE = timedelta(minutes=2)
# A helpdesk that is silent for longer than these attempts take does not hold a reminder back.
_ATTEMPTS = 3
_AT_ONCE = 16
_PATIENCE = 8.0  # seconds, for all of them
_SILENT = TryAgain(because="It did not answer in time.")


@dataclass(frozen=True)
class _Seen:
    """A ticket as it is now, None where it was deleted, whose it is, and when it was to be seen."""

    ticket: Ticket | None
    owner: Member | None
    at: datetime


@dataclass
class _Sweep:
    """Everything that is to be written for all of the promises together."""

    words: dict[Word, Member] = field(default_factory=dict)
    broken: list[Promise] = field(default_factory=list)
    looks: list[tuple[LookAfter, datetime]] = field(default_factory=list)


async def sweep_promises(context: Context, claims: Sequence[Claim]) -> dict[Claim, TryAgain]:
    """Remind whoever has each ticket now, unless the customer heard from us.

    Returns which ones have to wait because the outside was not heard; the others are done.
    """
    ids = {claim.id: _promise_of(claim) for claim in claims}
    async with context.database.reading() as tx:
        known = await promises.find_all(tx, set(ids.values()))
    seen, waiting = await _look(context, claims, known)
    async with context.transaction() as tx:
        held = await promises.hold_all(tx, seen.keys())
        sweep = _Sweep()
        duty = await context.duty(tx)
        for promise in sorted(held.values(), key=lambda promise: promise.due):
            await _take_step(tx, context, sweep, promise, seen[promise.id], duty)
        await _write(tx, context, sweep)
        now = [claim for claim in claims if claim not in waiting]
        await outbox.done_all(tx, now, at=context.clock())
    return waiting


async def follow(tx: AsyncConnection, context: Context, promise: Promise, ticket: Ticket) -> bool:
    """End a promise that the ticket itself ends: by a reply, or because it is closed.

    A deadline of the helpdesk's ends as soon as it is not the most pressing one any more.
    """
    if ticket != promise.ticket:
        await promises.seen(tx, promise, ticket)
    if ticket.owner != promise.ticket.owner:  # whoever has it now hears of the present step too
        now = context.clock()
        await outbox.queue_at(tx, [(LookAfter(promise_id=promise.id, at=now), now)])
    if promise.is_deadline:
        return await follow_deadline(tx, context, promise, ticket)
    if is_kept_by_a_reply(promise, ticket):
        return await end(tx, context, promise, PromiseState.KEPT, kept_at=ticket.replied)
    if ticket.state is TicketState.CLOSED:
        return await end(tx, context, promise, PromiseState.DROPPED)
    return False


def _promise_of(claim: Claim) -> int:
    assert isinstance(claim.effect, LookAfter)  # noqa: S101 (nothing else is claimed so)
    return claim.effect.promise_id


async def _look(
    context: Context, claims: Sequence[Claim], known: Mapping[int, Promise]
) -> tuple[dict[int, _Seen], dict[Claim, TryAgain]]:
    few = asyncio.Semaphore(_AT_ONCE)
    asked = {
        asyncio.create_task(_as_it_is(context, few, known[_promise_of(claim)], claim)): claim
        for claim in claims
        if _promise_of(claim) in known
    }
    if not asked:
        return {}, {}
    _, slow = await asyncio.wait(asked, timeout=_PATIENCE)
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    seen: dict[int, _Seen] = {}
    waiting: dict[Claim, TryAgain] = {}
    for task, claim in asked.items():
        found = _SILENT if task in slow else task.result()
        promise = known[_promise_of(claim)]
        if isinstance(found, _Seen):
            seen[promise.id] = found
        elif claim.attempts > 2 * _ATTEMPTS:  # rather the lead hears of it than nobody
            seen[promise.id] = _Seen(_last_known(promise), None, _at(claim))
        else:
            waiting[claim] = found
    return seen, waiting


async def _as_it_is(
    context: Context, few: asyncio.Semaphore, promise: Promise, claim: Claim
) -> _Seen | TryAgain:
    ticket: Ticket | None = _last_known(promise)
    try:
        async with few:
            if claim.attempts <= _ATTEMPTS:
                ticket = await context.helpdesk.ticket(promise.ticket.number)
            return _Seen(
                ticket, await owner_in_slack(context, ticket) if ticket else None, _at(claim)
            )
    except NotHeard as silence:
        return TryAgain(because=silence.outcome.because)


def _last_known(promise: Promise) -> Ticket:
    """The ticket as it was last seen; whether anybody replied since is not known."""
    return promise.ticket.model_copy(update={"replied": None})


def _at(claim: Claim) -> datetime:
    assert isinstance(claim.effect, LookAfter)  # noqa: S101 (nothing else is claimed so)
    return claim.effect.at


async def _take_step(  # noqa: PLR0913, PLR0917 (what is known of one promise)
    tx: AsyncConnection,
    context: Context,
    sweep: _Sweep,
    promise: Promise,
    seen: _Seen,
    duty: Duty,
) -> None:
    ticket, owner = seen.ticket, seen.owner
    if ticket is None:
        await end(tx, context, promise, PromiseState.DROPPED)
        return
    if await follow(tx, context, promise, ticket):
        return
    now = context.clock()
    opens = context.hours.open_from(now)
    if opens > now and not promise.is_call:  # nobody is troubled while support is closed
        sweep.looks.append((LookAfter(promise_id=promise.id, at=opens), opens))
        return
    step = step_at(steps(promise, context.hours, context.remind_before), now)
    if step is None:
        sweep.looks += next_looks(context, [promise])
        return
    # Where nobody has it, or nobody who can be told here, the lead stands in.
    words = [(Reminded.OWNER, owner) if owner else (Reminded.LEAD, duty.who)]
    if not step.is_due:
        sweep.looks += next_looks(context, [promise])
    elif promise.broken_at is None:
        sweep.broken.append(promise)
        lead = duty.who if owner is None or duty.who.id != owner.id else context.team.manager
        if owner and lead.id != owner.id:
            words.append((Reminded.LEAD, lead))
    for audience, to in words:
        late = now - seen.at > LATE
        word = Word(promise.id, step.name, step.at, audience, to.id, gathered=late)
        sweep.words[word] = to


async def cannot_be_told(tx: AsyncConnection, context: Context, reminder_id: int) -> None:
    """Slack takes no message to whoever was to hear of a promise: somebody else hears of it."""
    reminder = await reminders.find(tx, reminder_id)
    if reminder is None:
        return
    duty, manager = await context.duty(tx), context.team.manager
    to = duty.who if reminder.audience is Reminded.OWNER else manager
    word = Word(
        reminder.promise_id, reminder.step, context.clock(), Reminded.LEAD, to.id, gathered=False
    )
    if to.id != reminder.sent_to:
        new = await reminders.add_all(tx, [word])
        shows = [(ShowReminder(reminder_id=each.id), context.clock()) for each in new]
        await outbox.queue_at(tx, shows)


async def _write(tx: AsyncConnection, context: Context, sweep: _Sweep) -> None:
    now = context.clock()
    before = await reminders.of_promises(tx, {word.promise_id for word in sweep.words})
    words = [_again(word, before[word.promise_id], now) for word in sweep.words]
    new = await reminders.add_all(tx, words)
    effects = list[tuple[Effect, datetime]]()
    late = {word.sent_to: to for word, to in sweep.words.items() if word.gathered}
    for reminder in new:
        if not reminder.gathered:
            effects.append((ShowReminder(reminder_id=reminder.id), now))
        effects += [
            (RemoveReminder(reminder_id=old.id), now)
            for old in before[reminder.promise_id]
            if old.audience is reminder.audience
        ]
    effects += [(CatchUp(to=to), now) for to in late.values()]
    await outbox.queue_at(tx, [*effects, *sweep.looks])
    if sweep.broken:
        await promises.broken(tx, [promise.id for promise in sweep.broken])
    for what in Promised:
        broken = [promise for promise in sweep.broken if promise.what is what]
        await record_all(tx, context, broken, f"{what} broken", CLOCK)


def _again(word: Word, before: Sequence[Reminder], now: datetime) -> Word:
    """Let who has a ticket again, after somebody else had it, hear of the same step again."""
    latest = [each for each in before if each.audience is word.audience][-1:]
    returned = any(each.step == word.step and each.sent_to != word.sent_to for each in latest)
    return word._replace(due_at=now) if returned else word
