"""Everything that the bot has kept, read in one go."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from rulebook.effects.effect import UnknownEffect
from rulebook.request import Request
from store import copies, requests, roster
from store.copies import Copy
from store.database import Database
from store.tables import EffectRow, EffectState, EventRow, RequestRow, table_of

_CLAIMED: tuple[Any, ...] = (
    *(EffectRow.id, EffectRow.lane, EffectRow.due_at),
    *(EffectRow.leased_until, EffectRow.attempts, EffectRow.because, EffectRow.effect),
)


@dataclass(frozen=True)
class Snapshot:
    """Requests, the trail, the outbox and the roster, each oldest first; copies by request id."""

    requests: dict[int, Request]
    trail: list[EventRow]
    outbox: list[EffectRow]
    copies: dict[int, list[Copy]]
    roster: list[Any]

    def trail_of(self, request_id: int) -> list[EventRow]:
        return [event for event in self.trail if event.request_id == request_id]

    def effects_of(self, request_id: int, kind: str) -> list[EffectRow]:
        """What was queued of one type, except what was taken back."""
        return [
            row
            for row in self.outbox
            if row.request_id == request_id
            and row.effect.type == kind
            and row.state != EffectState.DROPPED
        ]


async def snapshot(database: Database) -> Snapshot:
    async with database.reading() as tx:
        ids = (await tx.execute(select(table_of(RequestRow).c.id))).scalars().all()
        return Snapshot(
            requests={each: await requests.get(tx, each) for each in sorted(ids)},
            trail=await _all(tx, EventRow),
            outbox=await _all(tx, EffectRow),
            copies={each: await copies.of_request(tx, each) for each in ids},
            roster=[entry.shift for entry in await roster.entries(tx)],
        )


async def under_way(database: Database, now: datetime) -> list[Any]:
    """What is being carried out, or could be at once."""
    machine_now = datetime.now(UTC)
    return [
        row
        for row in await _next_of_each_lane(database)
        if row.due_at <= now or (row.leased_until and row.leased_until > machine_now)
    ]


async def next_try(database: Database) -> datetime | None:
    """When something that did not work, or had to wait for its turn, is tried again."""
    lanes = await _next_of_each_lane(database)
    return min((row.due_at for row in lanes if row.attempts or row.because), default=None)


async def _next_of_each_lane(database: Database) -> list[Any]:
    rows = select(*(col(column) for column in _CLAIMED)).where(
        col(EffectRow.state) == EffectState.DUE
    )
    async with database.reading() as tx:
        due = (await tx.execute(rows.order_by(col(EffectRow.id).desc()))).all()
    lanes = {row.lane: row for row in due}.values()
    return [row for row in lanes if not isinstance(row.effect, UnknownEffect)]


async def _all(tx: AsyncConnection, table: type[SQLModel]) -> list[Any]:
    columns = table_of(table).columns
    rows = await tx.execute(select(*columns).order_by(columns.id))
    return [table(**row) for row in rows.mappings()]
