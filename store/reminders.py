"""Word of promises: to whom each went, and where it stands in Slack."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from rulebook.ports import Posted
from store.once import insert_once
from store.tables import Reminded, ReminderRow


@dataclass(frozen=True)
class Reminder:
    """One of them. `at` is None until it is posted; `shown` fingerprints what it shows."""

    id: int
    promise_id: int
    step: str
    audience: Reminded
    sent_to: str
    gathered: bool
    at: Posted | None
    shown: str


async def add(  # noqa: PLR0913 (which promise and step, when, for whom)
    tx: AsyncConnection,
    promise_id: int,
    step: str,
    due_at: datetime,
    audience: Reminded,
    *,
    sent_to: str,
    gathered: bool,
) -> bool:
    """Ask for word of a step, once. False: it was asked for before."""
    return await insert_once(
        tx,
        ReminderRow,
        promise_id=promise_id,
        step=step,
        due_at=due_at,
        audience=audience,
        sent_to=sent_to,
        gathered=gathered,
        channel="",
        ts="",
        shown="",
    )


async def of_promise(tx: AsyncConnection, promise_id: int) -> list[Reminder]:
    """Every word of a promise, oldest first."""
    rows = await tx.execute(
        _SELECT.where(col(ReminderRow.promise_id) == promise_id).order_by(col(ReminderRow.id))
    )
    return _several(rows)


async def find(tx: AsyncConnection, reminder_id: int) -> Reminder | None:
    """One by its id; None once it was removed."""
    found = _several(await tx.execute(_SELECT.where(col(ReminderRow.id) == reminder_id)))
    return next(iter(found), None)


async def gathered_for(tx: AsyncConnection, member_id: str) -> list[Reminder]:
    """What goes to somebody in one message."""
    rows = await tx.execute(
        _SELECT.where(
            col(ReminderRow.sent_to) == member_id, col(ReminderRow.gathered).is_(True)
        ).order_by(col(ReminderRow.id))
    )
    return _several(rows)


async def were_told(tx: AsyncConnection, ids: Collection[int]) -> None:
    """Write down that these were told together, in one message."""
    await tx.execute(
        update(ReminderRow)
        .where(col(ReminderRow.id).in_(ids))
        .values(gathered=False, shown="told with others")
    )


async def by_itself(tx: AsyncConnection, reminder_id: int) -> None:
    """Write down that this goes out by itself after all."""
    await tx.execute(
        update(ReminderRow).where(col(ReminderRow.id) == reminder_id).values(gathered=False)
    )


async def shown(tx: AsyncConnection, reminder_id: int, at: Posted, fingerprint: str) -> None:
    """Write down where it stands and what it shows."""
    await tx.execute(
        update(ReminderRow)
        .where(col(ReminderRow.id) == reminder_id)
        .values(channel=at.channel, ts=at.ts, shown=fingerprint)
    )


async def removed(tx: AsyncConnection, reminder_id: int) -> None:
    """Write down that it stands nowhere any more."""
    await tx.execute(
        update(ReminderRow).where(col(ReminderRow.id) == reminder_id).values(ts="", shown="removed")
    )


_SELECT = select(*ReminderRow.__table__.columns)  # type: ignore[attr-defined]


def _several(rows: Any) -> list[Reminder]:  # noqa: ANN401 (what a query returns)
    return [_reminder(ReminderRow(**row)) for row in rows.mappings()]


def _reminder(row: ReminderRow) -> Reminder:
    return Reminder(
        id=row.id or 0,
        promise_id=row.promise_id,
        step=row.step,
        audience=Reminded(row.audience),
        sent_to=row.sent_to,
        gathered=row.gathered,
        at=Posted(channel=row.channel, ts=row.ts) if row.ts else None,
        shown=row.shown,
    )
