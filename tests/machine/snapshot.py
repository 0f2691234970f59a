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
    *(EffectRow.id, EffectRow.lane, EffectRow.due_at, EffectRow.state),
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
    ready = [row for row in await _to_do(database) if row.state == "due" or row.due_at <= now]
    first_of_each_lane = {row.lane: row for row in reversed(ready)}.values()
    return [
        row
        for row in first_of_each_lane
        if row.due_at <= now or (row.leased_until and row.leased_until > machine_now)
    ]


async def next_try(database: Database) -> datetime | None:
    """When something that did not work, or had to wait for its turn, is tried again."""
    put_back = (row for row in await _to_do(database) if row.attempts or row.because)
    return min((row.due_at for row in put_back), default=None)


async def _to_do(database: Database) -> list[Any]:
    """What nobody has carried out yet, oldest first, as far as this version can."""
    to_do = col(EffectRow.state).in_([EffectState.DUE, EffectState.SCHEDULED])
    rows = select(*(col(column) for column in _CLAIMED)).where(to_do)
    async with database.reading() as tx:
        found = (await tx.execute(rows.order_by(col(EffectRow.id)))).all()
    return [row for row in found if not isinstance(row.effect, UnknownEffect)]


async def _all(tx: AsyncConnection, table: type[SQLModel]) -> list[Any]:
    columns = table_of(table).columns
    rows = await tx.execute(select(*columns).order_by(columns.id))
    return [table(**row) for row in rows.mappings()]
