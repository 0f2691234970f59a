"""Bring the cards of a request up to date."""

from sqlalchemy.ext.asyncio import AsyncConnection

from store import copies, outbox, requests
from workflows.office import Office


async def show(tx: AsyncConnection, office: Office, request_id: int) -> None:
    """Bring every copy of a request's card up to date."""
    stale = await copies.show_all(tx, request_id)
    await outbox.queue(tx, stale, request_id=request_id, due_at=office.clock())


async def show_with_others(tx: AsyncConnection, office: Office, request_id: int) -> None:
    """The same, and the cards of every open request about the same tickets."""
    await show(tx, office, request_id)
    for other in await requests.beside(tx, request_id):
        await show(tx, office, other.id)


async def show_again(office: Office, request_id: int) -> None:
    """Bring every copy up to date in a transaction of its own."""
    async with office.transaction() as tx:
        await show(tx, office, request_id)
