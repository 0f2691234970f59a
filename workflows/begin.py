"""Begin what comes again and again: each is one row of the outbox, moved on each time."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import SendMorningLists, SendShiftLists, WatchHelpdesk
from store import deliveries, outbox
from workflows.office import Office
from workflows.watch import BEGUN


async def begin(office: Office) -> None:
    """Begin what was never begun in this database, whichever replica is first."""
    now = office.clock()
    async with office.transaction() as tx:
        if await deliveries.first(tx, BEGUN, now):
            watch = WatchHelpdesk(begun=now, since=now)
            await outbox.queue(tx, [watch], request_id=None, due_at=now)
            at = office.hours.next_opening(now)
            await outbox.queue(tx, [SendMorningLists(at=at)], request_id=None, due_at=at)
            at = await office.next_change(tx) or at
            await outbox.queue(tx, [SendShiftLists(at=at)], request_id=None, due_at=at)


async def roster_changed(tx: AsyncConnection, office: Office) -> None:
    """The next shift may begin at another instant."""
    if at := await office.next_change(tx):
        await outbox.reschedule(tx, SendShiftLists(at=at), now=office.clock(), at=at)
