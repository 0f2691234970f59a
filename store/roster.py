"""The roster as it is kept."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from rulebook.roster import RosterChange, RosterEntry
from store.tables import RosterRow

_ENTRIES = select(col(RosterRow.id), col(RosterRow.shift)).order_by(col(RosterRow.id))


async def entries(tx: AsyncConnection) -> list[RosterEntry]:
    """Every shift and cover, in the order they were added."""
    return [RosterEntry(**row) for row in (await tx.execute(_ENTRIES)).mappings()]


async def change(tx: AsyncConnection, asked: RosterChange) -> None:
    """Remove and add."""
    if asked.remove:
        await tx.execute(delete(RosterRow).where(col(RosterRow.id).in_(asked.remove)))
    if asked.add:
        await tx.execute(insert(RosterRow), [{"shift": shift} for shift in asked.add])
