"""Updates promised to customers."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from store.tables import PromiseRow


async def next_due(tx: AsyncConnection, ticket: str) -> datetime | None:
    """When the next promised update of a ticket (its key) is due."""
    rows = await tx.execute(
        select(col(PromiseRow.due))
        .where(col(PromiseRow.ticket) == ticket, col(PromiseRow.kept_at).is_(None))
        .order_by(col(PromiseRow.due))
        .limit(1)
    )
    return rows.scalar_one_or_none()


async def due_before(tx: AsyncConnection, tickets: Collection[str], before: datetime) -> int:
    """How many of these tickets (keys) have an update due before an instant."""
    rows = await tx.execute(
        select(func.count(func.distinct(col(PromiseRow.ticket)))).where(
            col(PromiseRow.ticket).in_(tickets),
            col(PromiseRow.kept_at).is_(None),
            col(PromiseRow.due) < before,
        )
    )
    return rows.scalar_one()
