"""The audit trail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from store.tables import EVENT, EventRow

_RECORDING = insert(EVENT)


async def record(  # noqa: PLR0913 (who, when, what, before and after)
    tx: AsyncConnection,
    *,
    request_id: int | None,
    at: datetime,
    who: str,
    what: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add one line to the trail."""
    row = {"request_id": request_id, "at": at, "who": who, "what": what}
    await tx.execute(_RECORDING, {**row, "before": before or {}, "after": after or {}})


async def record_all(
    tx: AsyncConnection, afters: Sequence[dict[str, Any]], *, at: datetime, who: str, what: str
) -> None:
    """Add a line for each of several things that happened in one go, to no request."""
    about: dict[str, Any] = {"request_id": None, "at": at, "who": who, "what": what, "before": {}}
    if afters:
        await tx.execute(_RECORDING, [{**about, "after": after} for after in afters])


async def of_request(tx: AsyncConnection, request_id: int) -> list[EventRow]:
    """The trail of one request, oldest first."""
    rows = await tx.execute(
        select(*EVENT.columns)
        .where(col(EventRow.request_id) == request_id)
        .order_by(col(EventRow.id))
    )
    return [EventRow(**row) for row in rows.mappings()]
