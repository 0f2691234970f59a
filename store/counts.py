"""Counts of requests and effects, for the metrics."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from store.tables import EffectRow, RequestRow


@dataclass(frozen=True)
class Counts:
    """Requests and effects, by state."""

    requests: Mapping[str, int]
    effects: Mapping[str, int]


async def counts(tx: AsyncConnection) -> Counts:
    """Count everything."""
    return Counts(requests=await _by_state(tx, RequestRow), effects=await _by_state(tx, EffectRow))


async def _by_state(
    tx: AsyncConnection, table: type[RequestRow] | type[EffectRow]
) -> dict[str, int]:
    rows = await tx.execute(select(col(table.state), func.count()).group_by(col(table.state)))
    return {row[0]: row[1] for row in rows}
