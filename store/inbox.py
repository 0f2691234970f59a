"""The inbox: what came from outside and was acted on: each key once."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.contextvars import bind_contextvars

from store.insert_once import insert_once
from store.tables import IncomingRow, table_of


async def first(tx: AsyncConnection, key: str, at: datetime) -> bool:
    """Take an incoming on in this transaction. False: it was acted on before."""
    return await insert_once(tx, IncomingRow, key=key, at=at, request_id=None)


async def concerns(tx: AsyncConnection, key: str, request_id: int) -> None:
    """Write down which request an incoming led to."""
    bind_contextvars(request=request_id)
    await tx.execute(_CONCERNING, {"its_key": key, "request_id": request_id})


async def acted_on_at(tx: AsyncConnection, key: str) -> datetime | None:
    """Find when an incoming was acted on; None where it never was."""
    at: datetime | None = (await tx.execute(_ACTED_ON, {"its_key": key})).scalars().first()
    return at


async def led_to(tx: AsyncConnection, key: str) -> int | None:
    """The request that an earlier incoming with this key led to, if there was one."""
    return (await tx.execute(_LED_TO, {"its_key": key})).scalars().first()


_INCOMING = table_of(IncomingRow)
_IS_IT = _INCOMING.c.key == bindparam("its_key")
_CONCERNING = update(_INCOMING).where(_IS_IT)
_LED_TO = select(_INCOMING.c.request_id).where(_IS_IT)
_ACTED_ON = select(_INCOMING.c.at).where(_IS_IT)
