"""Follow what happens in the helpdesk: replies keep promises, customers' messages begin them."""

import asyncio
from datetime import datetime, timedelta

import structlog

from rulebook.effects import WatchHelpdesk
from rulebook.ports import NotHeard
from rulebook.promises import Promised, waits_since
from rulebook.tickets import Ticket, TicketState
from store import promises
from workflows.look_after import follow
from workflows.office import Office
from workflows.promise import begin, by_sla, record
from workflows.trail import BOT

log = structlog.get_logger()

EVERY = timedelta(minutes=1)
# A change may show in a search only a little later.
_OVERLAP = timedelta(minutes=1)
_AT_ONCE = 8


async def watch(office: Office, due: WatchHelpdesk) -> tuple[WatchHelpdesk, datetime]:
    """Follow every ticket that changed; return what to do next, and when."""
    now = office.clock()
    since = due.since - _OVERLAP
    try:
        found = await office.helpdesk.changed_since(since)
        few = asyncio.Semaphore(_AT_ONCE)
        changed = await asyncio.gather(*(_exactly(office, few, each, since) for each in found))
    except NotHeard as silence:
        log.warning("the helpdesk was not heard", because=str(silence))
        return due, now + EVERY
    for ticket in changed:
        await _follow(office, ticket, due.begun)
    return due.model_copy(update={"since": now}), now + EVERY


async def _exactly(
    office: Office, few: asyncio.Semaphore, ticket: Ticket, since: datetime
) -> Ticket:
    """A note may pass for a reply in a list; the ticket itself tells them apart."""
    if ticket.replied is None or ticket.replied < since:
        return ticket
    async with few:
        return await office.helpdesk.ticket(ticket.number) or ticket


async def _follow(office: Office, ticket: Ticket, begun: datetime) -> None:
    async with office.transaction() as tx:
        is_promised = False
        for promise in await promises.hold_of_ticket(tx, ticket.key):
            ended = await follow(tx, office, promise, ticket)
            is_promised |= promise.what is Promised.UPDATE and not ended
        if is_promised:
            return
        since = waits_since(ticket)
        if since is None or since < begun or ticket.state is TicketState.CLOSED:
            return
        updated = await promises.last_updated(tx, ticket.key)
        if updated and updated >= since:  # in another way, that the helpdesk does not show
            return
        promise = await begin(
            tx,
            office,
            Promised.UPDATE,
            ticket,
            due=by_sla(office, ticket),
            made_at=since,
        )
        await record(tx, office, promise, "update promised by the SLA", BOT)
