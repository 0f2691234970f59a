"""Somebody looks at their home tab."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import ShowHome
from store import deliveries, outbox
from workflows.office import Delivery, Office


async def open_home(office: Office, delivery: Delivery) -> None:
    """Queue their home as it is now."""
    async with office.transaction() as tx:
        if await deliveries.first(tx, delivery.key, office.clock()):
            await show_home(tx, office, delivery.by)


async def show_home(tx: AsyncConnection, office: Office, member_id: str) -> None:
    """Queue somebody's home, unless it is about to be drawn anyway."""
    home = ShowHome(to=member_id)
    if not await outbox.is_under_way(tx, home.lane):
        await outbox.queue(tx, [home], request_id=None, due_at=office.clock())
