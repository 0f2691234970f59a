"""Begin and end promises, look after them in between, and write down what happened to them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.promises import LookAfter, ShowReminder
from rulebook.people import Member
from rulebook.promises import Promise, Promised, PromiseState, step_after, steps
from rulebook.tickets import Ticket
from store import events, outbox, promises, reminders
from workflows.context import Context
from workflows.mechanics.audit import BOT, CLOCK


async def begin(
    tx: AsyncConnection, context: Context, what: Promised, ticket: Ticket, **values: object
) -> Promise:
    """Keep a promise, and look after it from now on."""
    promise = await promises.add(tx, what, ticket, **values)
    await outbox.queue_at(tx, next_looks(context, [promise]))
    return promise


async def begin_all(
    tx: AsyncConnection,
    context: Context,
    several: Sequence[tuple[Promised, Ticket, dict[str, Any]]],
    what: str,
) -> list[Promise]:
    """Keep several promises that nobody made by hand, and look after them from now on."""
    made = await promises.add_all(tx, several)
    await outbox.queue_at(tx, next_looks(context, made))
    await record_all(tx, context, made, what, BOT)
    return made


def next_looks(context: Context, several: Iterable[Promise]) -> list[tuple[LookAfter, datetime]]:
    """List when each of these promises is to be looked after next, if at all."""
    looks = []
    for promise in several:
        every = steps(promise, context.hours, context.remind_before)
        # What is learned of too late begins, and ends, with its last step.
        at = step_after(every, max(context.clock(), promise.made_at)) or every[-1]
        if promise.broken_at is None:
            looks.append((LookAfter(promise_id=promise.id, at=at.at), at.at))
    return looks


async def end(  # noqa: PLR0913 (which promise became what, by whom, and when)
    tx: AsyncConnection,
    context: Context,
    promise: Promise,
    state: PromiseState,
    by: Member | None = None,
    *,
    kept_at: datetime | None = None,
) -> bool:
    """End an open promise; what was said of it says so. False: somebody was faster.

    `kept_at` is when the customer heard from us; past due, it was broken all the same.
    """
    at = context.clock()
    late = promise.broken_at is None and kept_at is not None and kept_at > promise.due
    broken = {"broken_at": promise.due} if late else {}
    if not await promises.end(tx, promise, state, ended_at=at, ended_by=by, **broken):
        return False
    if late:
        await record(tx, context, promise, f"{promise.name} broken", CLOCK)
    await record(tx, context, promise, f"{promise.name} {state}", by.id if by else CLOCK)
    for reminder in await reminders.of_promise(tx, promise.id):
        again = ShowReminder(reminder_id=reminder.id)
        await outbox.queue(tx, [again], request_id=None, due_at=at)
    return True


async def record(
    tx: AsyncConnection, context: Context, promise: Promise, what: str, who: str
) -> None:
    """Write down what happened to a promise."""
    at, after = context.clock(), _told(promise)
    await events.record(tx, request_id=None, at=at, who=who, what=what, after=after)


async def record_all(
    tx: AsyncConnection, context: Context, several: Iterable[Promise], what: str, who: str
) -> None:
    """Write down what happened to several promises."""
    told = [_told(promise) for promise in several]
    await events.record_all(tx, told, at=context.clock(), who=who, what=what)


def _told(promise: Promise) -> dict[str, str]:
    about = {
        "ticket": promise.ticket.number,
        "due": promise.due.isoformat(),
        "promise": f"{promise.id}",
    }
    return about | ({"reason": promise.reason} if promise.reason else {})
