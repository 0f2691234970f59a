"""Bring somebody's home tab up to date."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.slack import ShowHome
from store import outbox
from workflows.context import Context


async def refresh_home(tx: AsyncConnection, context: Context, member_id: str) -> None:
    """Queue somebody's home, unless it is about to be drawn anyway."""
    home = ShowHome(to=member_id)
    if not await outbox.is_under_way(tx, home.lane):
        await outbox.queue(tx, [home], request_id=None, due_at=context.clock())
