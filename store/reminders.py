"""Word of promises: to whom each went, and where it stands in Slack."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.ports import Posted
from rulebook.promises import Promise
from store.deferred_write import DeferredWrite
from store.tables import PROMISE as _PROMISE
from store.tables import REMINDER as _REMINDER
from store.tables import Reminded

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
    """Word to be said of a promise's step, and to whom; `gathered`: together with other things."""

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
    nowhere = {"told_in": None, "channel": "", "ts": "", "shown": ""}
    rows = await tx.execute(_ADDING[tx.dialect.name], [word._asdict() | nowhere for word in words])
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


class Whole(NamedTuple):
    """A word, what it is about, and whether a newer one to the same side replaced it."""

    reminder: Reminder
    promise: Promise
    replaced: bool


async def whole(tx: AsyncConnection, ids: Collection[int]) -> dict[int, Whole]:
    """These words, by id."""
    rows = await tx.execute(_WHOLE, {"ids": list(ids)})
    return {row["id"]: _whole(row) for row in rows.mappings()}


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


def shown(reminder_id: int, at: Posted, fingerprint: str) -> DeferredWrite:
    """To write down where it stands and what it shows."""
    values = {"channel": at.channel, "ts": at.ts, "shown": fingerprint}
    return DeferredWrite(_CHANGING, {"reminder_id": reminder_id, **values})


def removed(reminder_id: int) -> DeferredWrite:
    """To write down that it stands nowhere any more."""
    return DeferredWrite(_CHANGING, {"reminder_id": reminder_id, "ts": "", "shown": REMOVED})


_NEWER = _REMINDER.alias()
_SELECT = select(*_REMINDER.c)
# Built once each: they are asked at every turn of the worker.
_ADDING = {
    name: insert(_REMINDER).on_conflict_do_nothing().returning(*_REMINDER.c)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_CHANGING = update(_REMINDER).where(_REMINDER.c.id == bindparam("reminder_id"))
_IS_REPLACED = exists().where(
    _NEWER.c.promise_id == _REMINDER.c.promise_id,
    _NEWER.c.audience == _REMINDER.c.audience,
    _NEWER.c.id > _REMINDER.c.id,
)
_WHOLE = (
    select(
        *_REMINDER.c,
        _IS_REPLACED.label("replaced"),
        *(_PROMISE.c[name].label(f"about_{name}") for name in Promise.model_fields),
    )
    .join(_PROMISE, _PROMISE.c.id == _REMINDER.c.promise_id)
    .where(_REMINDER.c.id.in_(bindparam("ids", expanding=True)))
)


def _several(rows: Any) -> list[Reminder]:  # noqa: ANN401 (what a query returns)
    return [_reminder(row) for row in rows.mappings()]


def _whole(row: RowMapping) -> Whole:
    about = {name: row[f"about_{name}"] for name in Promise.model_fields}
    return Whole(_reminder(row), Promise(**about), row["replaced"])


def _reminder(row: RowMapping) -> Reminder:
    return Reminder(
        id=row["id"],
        promise_id=row["promise_id"],
        step=row["step"],
        audience=Reminded(row["audience"]),
        sent_to=row["sent_to"],
        gathered=row["gathered"],
        at=Posted(channel=row["channel"], ts=row["ts"]) if row["ts"] else None,
        shown=row["shown"],
    )
