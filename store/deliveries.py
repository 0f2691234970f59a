"""What was delivered from outside and acted on: each key once."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col
from structlog.contextvars import bind_contextvars

from store.once import insert_once
from store.tables import DeliveryRow


async def first(tx: AsyncConnection, key: str, at: datetime) -> bool:
    """Take a delivery on in this transaction. False: it was acted on before."""
    return await insert_once(tx, DeliveryRow, key=key, at=at, request_id=None)


async def concerns(tx: AsyncConnection, key: str, request_id: int) -> None:
    """Write down which request a delivery led to."""
    bind_contextvars(request=request_id)
    await tx.execute(
        update(DeliveryRow).where(col(DeliveryRow.key) == key).values(request_id=request_id)
    )


async def led_to(tx: AsyncConnection, key: str) -> int | None:
    """The request that an earlier delivery with this key led to, if there was one."""
    rows = await tx.execute(select(col(DeliveryRow.request_id)).where(col(DeliveryRow.key) == key))
    return rows.scalars().first()
