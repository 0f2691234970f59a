"""Copies of cards: where they stand in Slack, and what they show."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.slack import ShowCard
from rulebook.ports import Posted
from store.deferred_write import DeferredWrite
from store.insert_once import insert_once
from store.tables import Audience, CopyRow, table_of


@dataclass(frozen=True)
class Copy:
    """One copy. `at` is None until it is posted; `shown` fingerprints what it shows."""

    id: int
    request_id: int
    audience: Audience
    sent_to: str
    at: Posted | None
    shown: str


async def add(tx: AsyncConnection, request_id: int, audience: Audience, sent_to: str) -> bool:
    """Ask for a copy; one that exists already is enough. False: it did."""
    return await insert_once(
        tx,
        CopyRow,
        request_id=request_id,
        audience=audience,
        sent_to=sent_to,
        channel="",
        ts="",
        shown="",
    )


async def of_request(tx: AsyncConnection, request_id: int) -> list[Copy]:
    """Every copy of a request's card."""
    rows = await tx.execute(_OF_REQUEST, {"request_id": request_id})
    return [_copy(row) for row in rows.mappings()]


async def find(tx: AsyncConnection, copy_id: int) -> Copy:
    """One copy by its id."""
    rows = await tx.execute(_FINDING, {"copy_id": copy_id})
    return _copy(rows.mappings().one())


async def show_all(tx: AsyncConnection, request_id: int) -> list[ShowCard]:
    """The effects that bring every copy of a request up to date."""
    return [ShowCard(copy_id=copy.id) for copy in await of_request(tx, request_id)]


def shown(copy_id: int, at: Posted, fingerprint: str) -> DeferredWrite:
    """To write down where a copy stands and what it shows."""
    values = {"channel": at.channel, "ts": at.ts, "shown": fingerprint}
    return DeferredWrite(_CHANGING, {"copy_id": copy_id, **values})


_COPY = table_of(CopyRow)
_SELECT = select(*_COPY.columns)
_IS_IT = _COPY.c.id == bindparam("copy_id")
_FINDING = _SELECT.where(_IS_IT)
_CHANGING = update(_COPY).where(_IS_IT)
_OF_REQUEST = _SELECT.where(_COPY.c.request_id == bindparam("request_id")).order_by(_COPY.c.id)


def _copy(row: RowMapping) -> Copy:
    return Copy(
        id=row["id"],
        request_id=row["request_id"],
        audience=Audience(row["audience"]),
        sent_to=row["sent_to"],
        at=Posted(channel=row["channel"], ts=row["ts"]) if row["ts"] else None,
        shown=row["shown"],
    )
