"""Word of promises: to whom each went, and where it stands in Slack."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.ports import Posted
from rulebook.promises import Promise
from store.tables import PROMISE as _PROMISE
from store.tables import REMINDER as _REMINDER
from store.tables import Reminded, ReminderRow

REMOVED = "removed"


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


class Word(NamedTuple):
    """What is to be said of a promise's step, to whom; `gathered`: together with other things."""

    promise_id: int
    step: str
    due_at: datetime
    audience: Reminded
    sent_to: str
    gathered: bool


async def add_all(tx: AsyncConnection, words: Sequence[Word]) -> list[Reminder]:
    """Ask for word of steps, each once; what was asked for before is not returned."""
    if not words:
        return []
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    nowhere = {"told_in": None, "channel": "", "ts": "", "shown": ""}
    rows = await tx.execute(
        dialect.insert(_REMINDER)
        .values([word._asdict() | nowhere for word in words])
        .on_conflict_do_nothing()
        .returning(*_REMINDER.c)
    )
    return _several(rows)


async def of_promises(tx: AsyncConnection, ids: Collection[int]) -> dict[int, list[Reminder]]:
    """Every word of these promises, by promise, oldest first."""
    rows = await tx.execute(_SELECT.where(_REMINDER.c.promise_id.in_(ids)).order_by(_REMINDER.c.id))
    found: dict[int, list[Reminder]] = {each: [] for each in ids}
    for reminder in _several(rows):
        found[reminder.promise_id].append(reminder)
    return found


async def of_promise(tx: AsyncConnection, promise_id: int) -> list[Reminder]:
    """Every word of a promise, oldest first."""
    rows = await tx.execute(
        _SELECT.where(_REMINDER.c.promise_id == promise_id).order_by(_REMINDER.c.id)
    )
    return _several(rows)


async def find(tx: AsyncConnection, reminder_id: int) -> Reminder | None:
    """One by its id; None once it was removed."""
    found = _several(await tx.execute(_SELECT.where(_REMINDER.c.id == reminder_id)))
    return next(iter(found), None)


async def whole(tx: AsyncConnection, reminder_id: int) -> tuple[Reminder, Promise, bool] | None:
    """A word by its id, what it is about, and whether a newer one to the same side replaced it."""
    newer = exists().where(
        _NEWER.c.promise_id == _REMINDER.c.promise_id,
        _NEWER.c.audience == _REMINDER.c.audience,
        _NEWER.c.id > _REMINDER.c.id,
    )
    of_promise = [_PROMISE.c[name].label(f"about_{name}") for name in Promise.model_fields]
    rows = await tx.execute(
        select(*_REMINDER.c, newer.label("replaced"), *of_promise)
        .join(_PROMISE, _PROMISE.c.id == _REMINDER.c.promise_id)
        .where(_REMINDER.c.id == reminder_id)
    )
    row = rows.mappings().one_or_none()
    if row is None:
        return None
    reminder = ReminderRow(**{column.name: row[column.name] for column in _REMINDER.c})
    about = {name: row[f"about_{name}"] for name in Promise.model_fields}
    return _reminder(reminder), Promise(**about), row["replaced"]


async def gather(tx: AsyncConnection, member_id: str, effect_id: int) -> list[Reminder]:
    """Take what goes to somebody in one message; the same again where it was taken before."""
    theirs = (_REMINDER.c.sent_to == member_id, _REMINDER.c.gathered.is_(True))
    await tx.execute(
        update(_REMINDER).where(*theirs, _REMINDER.c.told_in.is_(None)).values(told_in=effect_id)
    )
    taken = _SELECT.where(*theirs, _REMINDER.c.told_in == effect_id)
    return _several(await tx.execute(taken.order_by(_REMINDER.c.id)))


async def were_told(tx: AsyncConnection, ids: Collection[int]) -> None:
    """Write down that these were told together, in one message."""
    await tx.execute(
        update(_REMINDER)
        .where(_REMINDER.c.id.in_(ids))
        .values(gathered=False, shown="told with others")
    )


async def by_itself(tx: AsyncConnection, reminder_id: int) -> None:
    """Write down that this goes out by itself after all."""
    await tx.execute(update(_REMINDER).where(_REMINDER.c.id == reminder_id).values(gathered=False))


async def shown(tx: AsyncConnection, reminder_id: int, at: Posted, fingerprint: str) -> None:
    """Write down where it stands and what it shows."""
    await tx.execute(
        update(_REMINDER)
        .where(_REMINDER.c.id == reminder_id)
        .values(channel=at.channel, ts=at.ts, shown=fingerprint)
    )


async def removed(tx: AsyncConnection, reminder_id: int) -> None:
    """Write down that it stands nowhere any more."""
    await tx.execute(
        update(_REMINDER).where(_REMINDER.c.id == reminder_id).values(ts="", shown=REMOVED)
    )


_NEWER = _REMINDER.alias()
_SELECT = select(*_REMINDER.c)


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
