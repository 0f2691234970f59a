"""Somebody looks at their home tab."""

from rulebook.effects import ShowHome
from store import deliveries, outbox
from workflows.office import Delivery, Office


async def open_home(office: Office, delivery: Delivery) -> None:
    """Queue their home as it is now."""
    async with office.transaction() as tx:
        if await deliveries.first(tx, delivery.key, office.clock()):
            home = ShowHome(to=delivery.by)
            await outbox.queue(tx, [home], request_id=None, due_at=office.clock())
