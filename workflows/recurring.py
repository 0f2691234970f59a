"""Begin what comes again and again: each is one row of the outbox, moved on each time."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.recurring import SendMorningLists, SendShiftLists, WatchHelpdesk
from store import inbox, outbox
from workflows.context import Context
from workflows.tickets.watch import BEGUN


async def begin(context: Context) -> None:
    """Begin what was never begun in this database, whichever replica is first."""
    now = context.clock()
    async with context.transaction() as tx:
        if await inbox.first(tx, BEGUN, now):
            opens = context.hours.next_opening(now)
            changes = await context.next_change(tx) or opens
            recurring = [
                (WatchHelpdesk(begun=now, since=now), now),
                (SendMorningLists(at=opens), opens),
                (SendShiftLists(at=changes), changes),
            ]
            await outbox.queue_at(tx, recurring)


async def roster_changed(tx: AsyncConnection, context: Context) -> None:
    """The next shift may begin at another instant."""
    if at := await context.next_change(tx):
        await outbox.reschedule(tx, SendShiftLists(at=at), now=context.clock(), at=at)
