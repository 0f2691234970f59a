"""Bring the cards of a request up to date."""

from sqlalchemy.ext.asyncio import AsyncConnection

from store import copies, outbox, requests
from workflows.context import Context


async def refresh(tx: AsyncConnection, context: Context, request_id: int) -> None:
    """Bring every copy of a request's card up to date."""
    stale = await copies.show_all(tx, request_id)
    await outbox.queue(tx, stale, request_id=request_id, due_at=context.clock())


async def refresh_with_others(tx: AsyncConnection, context: Context, request_id: int) -> None:
    """The same, and the cards of every open request about the same tickets."""
    await refresh(tx, context, request_id)
    for other in await requests.beside(tx, request_id):
        await refresh(tx, context, other.id)


async def refresh_again(context: Context, request_id: int) -> None:
    """Bring every copy up to date in a transaction of its own."""
    async with context.transaction() as tx:
        await refresh(tx, context, request_id)
