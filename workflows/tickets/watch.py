"""Follow the helpdesk: replies keep promises, messages begin them, tickets change owner."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.recurring import WatchHelpdesk
from rulebook.effects.tickets import ReadBack
from rulebook.ports import NotHeard
from rulebook.promises import Promised, is_kept_by_a_reply, waits_since
from rulebook.tickets import Ticket, TicketState
from store import inbox, outbox, promises
from workflows.context import Context
from workflows.promises.begin_and_end import begin_all
from workflows.promises.due import by_sla
from workflows.promises.sla_deadlines import begin_deadlines
from workflows.promises.sweep import follow
from workflows.tickets.ask_about_changes import follow_owner_changes, take_stock

log = structlog.get_logger()

EVERY = timedelta(seconds=30)
# What recurs began with the incoming of this key.
BEGUN = "everything that recurs has begun"
# A change may show in a search only a little later.
_OVERLAP = timedelta(minutes=1)
_AT_ONCE = 16
_TOGETHER = 100


async def watch(context: Context, due: WatchHelpdesk) -> tuple[WatchHelpdesk, datetime]:
    """Follow every ticket that changed; return what to do next, and when."""
    now = context.clock()
    since = due.since - _OVERLAP
    try:
        await take_stock(context)
        listed = await context.helpdesk.changed_since(since)
        changed = await _exactly(context, listed)
    except NotHeard as silence:
        log.warning("the helpdesk was not heard", because=str(silence))
        return due, now + EVERY
    following = due.model_copy(update={"since": now})
    try:
        await follow_owner_changes(context, changed, max(since, due.begun))
    except NotHeard as silence:  # promises go on; who changed owner is looked at again
        log.warning("the helpdesk did not tell who had a ticket", because=str(silence))
        following = due
    for several in _batched(changed, _TOGETHER):
        try:
            await _follow(context, several, due.begun)
        except Exception:  # what is wrong with one ticket keeps none of the others
            log.exception("tickets could not be followed", tickets=len(several))
            await _one_by_one(context, several, due.begun)
    return following, now + EVERY


async def spoken_of(context: Context, key: str, number: str) -> None:
    """The helpdesk told something about a ticket: note that it is to be read back, once."""
    async with context.transaction() as tx:
        if await inbox.first(tx, key, context.clock()):
            await outbox.queue(
                tx, [ReadBack(number=number)], request_id=None, due_at=context.clock()
            )


async def read_back(context: Context, effect: ReadBack) -> None:
    """Follow a ticket of which the helpdesk spoke. Raises NotHeard."""
    async with context.database.reading() as tx:
        begun = await inbox.acted_on_at(tx, BEGUN)
    ticket = await context.helpdesk.ticket(effect.number)
    if ticket is None or begun is None:
        return
    await follow_owner_changes(context, [ticket], max(begun, context.clock() - _OVERLAP))
    await _follow(context, [ticket], begun)


async def _one_by_one(context: Context, tickets: Sequence[Ticket], begun: datetime) -> None:
    for ticket in tickets:
        try:
            await _follow(context, [ticket], begun)
        except Exception:
            log.exception("a ticket could not be followed", ticket=ticket.number)


async def _exactly(context: Context, listed: Sequence[Ticket]) -> list[Ticket]:
    """Ask again for each ticket where a reply decides something.

    In a list a note may pass for a reply; the ticket itself tells them apart.
    """
    async with context.database.reading() as tx:
        promised = await promises.of_tickets(tx, [ticket.key for ticket in listed])
    few = asyncio.Semaphore(_AT_ONCE)

    async def exactly(ticket: Ticket) -> Ticket:
        kept = any(is_kept_by_a_reply(each, ticket) for each in promised.get(ticket.key, ()))
        if not kept and (ticket.replied is None or waits_since(ticket)):
            return ticket
        async with few:
            return await context.helpdesk.ticket(ticket.number) or ticket

    return await asyncio.gather(*(exactly(ticket) for ticket in listed))


async def _follow(context: Context, tickets: Sequence[Ticket], begun: datetime) -> None:
    known = {ticket.key: ticket for ticket in tickets}
    async with context.transaction() as tx:
        waiting = {key: each for key, each in known.items() if not _awaits_a_word(each)}
        running = set()
        for promise in await promises.hold_of_tickets(tx, known.keys()):
            ticket = known.get(promise.ticket.key)
            ended = ticket is not None and await follow(tx, context, promise, ticket)
            if promise.what is Promised.UPDATE and not ended:
                waiting.pop(promise.ticket.key, None)
            if promise.is_deadline:
                running.add(promise.ticket.key)
        await begin_deadlines(tx, context, tickets, running, begun)
        begins = [each for each in waiting.values() if await _is_to_be_promised(tx, each, begun)]
        several = [
            (Promised.UPDATE, each, {"due": by_sla(context, each), "made_at": waits_since(each)})
            for each in begins
        ]
        await begin_all(tx, context, several, "update promised by the SLA")


def _awaits_a_word(ticket: Ticket) -> bool:
    """Tell whether the helpdesk itself says until when, so that the policy need not."""
    return any(deadline.reply for deadline in ticket.deadlines)


async def _is_to_be_promised(tx: AsyncConnection, ticket: Ticket, begun: datetime) -> bool:
    since = waits_since(ticket)
    if since is None or since < begun or ticket.state is TicketState.CLOSED:
        return False
    updated = await promises.last_updated(tx, ticket.key)
    # In another way, that the helpdesk does not show.
    return updated is None or updated < since


def _batched(several: Sequence[Ticket], most: int) -> Iterator[Sequence[Ticket]]:
    for first in range(0, len(several), most):
        yield several[first : first + most]
