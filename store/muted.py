"""Members who want no lists."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from store.insert_once import insert_once
from store.tables import MutedRow


async def mute(tx: AsyncConnection, member_id: str) -> None:
    """Send this member no lists."""
    await insert_once(tx, MutedRow, member_id=member_id)


async def unmute(tx: AsyncConnection, member_id: str) -> None:
    """Send this member lists again."""
    await tx.execute(delete(MutedRow).where(col(MutedRow.member_id) == member_id))


async def is_muted(tx: AsyncConnection, member_id: str) -> bool:
    """Tell whether this member wants no lists."""
    rows = await tx.execute(
        select(col(MutedRow.member_id)).where(col(MutedRow.member_id) == member_id)
    )
    return rows.first() is not None
