"""The deadlines of the helpdesk's own SLA: promises that begin, move and end with it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.promises import Promise, Promised, PromiseState, met_at, next_deadline, still_runs
from rulebook.tickets import Deadline, Ticket
from workflows.context import Context
from workflows.promises.begin_and_end import begin_all, end

_WHAT = "deadline of the helpdesk's SLA"


async def begin_deadlines(
    tx: AsyncConnection,
    context: Context,
    tickets: Sequence[Ticket],
    known: Collection[str],
    begun: datetime,
) -> None:
    """Keep the most pressing deadline of each ticket that has none kept (`known`, by key).

    What was over before the bot began is history.
    """
    new = [
        (ticket, deadline)
        for ticket in tickets
        if ticket.key not in known and (deadline := next_deadline(ticket)) and deadline.due > begun
    ]
    await _begin(tx, context, new)


async def follow_deadline(
    tx: AsyncConnection, context: Context, promise: Promise, ticket: Ticket
) -> bool:
    """End a deadline that is met, moved or gone, and begin the next. False: it still runs."""
    if still_runs(promise, ticket):
        return False
    now, following = context.clock(), next_deadline(ticket)
    met = met_at(promise, ticket, now)
    state = PromiseState.KEPT if met else PromiseState.DROPPED
    if following and following.name == promise.reason:
        state = PromiseState.MOVED
    await end(tx, context, promise, state, kept_at=met if state is PromiseState.KEPT else None)
    if following:
        await _begin(tx, context, [(ticket, following)])
    return True


async def _begin(
    tx: AsyncConnection, context: Context, several: Sequence[tuple[Ticket, Deadline]]
) -> None:
    now = context.clock()
    made = [
        (Promised.DEADLINE, ticket, {"due": each.due, "made_at": now, "reason": each.name})
        for ticket, each in several
    ]
    await begin_all(tx, context, made, _WHAT)
