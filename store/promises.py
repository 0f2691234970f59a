"""What was promised to customers."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from rulebook.promises import Promise, Promised, PromiseState
from rulebook.tickets import Ticket
from store.tables import PromiseRow

_OPEN = col(PromiseRow.state) == PromiseState.OPEN


async def add(tx: AsyncConnection, what: Promised, ticket: Ticket, **values: Any) -> int:  # noqa: ANN401
    """Keep a promise: when it is due, when and by whom it was made. Returns its id."""
    rows = await tx.execute(
        insert(PromiseRow)
        .values(
            {
                "what": what,
                "ticket": ticket,
                "ticket_key": ticket.key,
                "owner_email": _owner(ticket),
                "by": None,
                "minutes": 0,
                "reason": "",
                "state": PromiseState.OPEN,
            }
            | values
        )
        .returning(col(PromiseRow.id))
    )
    return rows.scalar_one() or 0


async def find(tx: AsyncConnection, promise_id: int) -> Promise | None:
    """A promise by its id."""
    return _first(await tx.execute(_SELECT.where(col(PromiseRow.id) == promise_id)))


async def hold(tx: AsyncConnection, promise_id: int) -> Promise | None:
    """The same, and nobody else changes it until this transaction ends."""
    asked = _SELECT.where(col(PromiseRow.id) == promise_id).with_for_update(key_share=True)
    return _first(await tx.execute(asked))


async def hold_open(tx: AsyncConnection, ticket: str, what: Promised) -> Promise | None:
    """The open promise about a ticket (its key), held until this transaction ends."""
    asked = _SELECT.where(_OPEN, col(PromiseRow.ticket_key) == ticket, col(PromiseRow.what) == what)
    return _first(await tx.execute(asked.with_for_update(key_share=True)))


async def of_owners(tx: AsyncConnection, emails: Collection[str], most: int) -> list[Promise]:
    """The open promises about the tickets of these people, the most pressing first."""
    asked = _SELECT.where(_OPEN, col(PromiseRow.owner_email).in_({each.lower() for each in emails}))
    return _several(await tx.execute(asked.order_by(col(PromiseRow.due)).limit(most)))


async def due_by(tx: AsyncConnection, before: datetime, most: int) -> list[Promise]:
    """Every open promise that is due before an instant, the most pressing first."""
    asked = _SELECT.where(_OPEN, col(PromiseRow.due) < before)
    return _several(await tx.execute(asked.order_by(col(PromiseRow.due)).limit(most)))


async def end(tx: AsyncConnection, promise: Promise, state: PromiseState, **values: Any) -> bool:  # noqa: ANN401
    """End a promise that is still open. False: somebody was faster."""
    ended = await tx.execute(
        update(PromiseRow)
        .where(col(PromiseRow.id) == promise.id, _OPEN)
        .values(state=state, **values)
    )
    return ended.rowcount == 1


async def note(tx: AsyncConnection, promise_id: int, **values: Any) -> None:  # noqa: ANN401
    """Write down what does not change where a promise stands."""
    await tx.execute(update(PromiseRow).where(col(PromiseRow.id) == promise_id).values(**values))


async def seen(tx: AsyncConnection, ticket: Ticket) -> None:
    """Write down how a ticket is now, with the open promises about it."""
    await tx.execute(
        update(PromiseRow)
        .where(_OPEN, col(PromiseRow.ticket_key) == ticket.key)
        .values(ticket=ticket, owner_email=_owner(ticket))
    )


async def next_due(tx: AsyncConnection, ticket: str) -> datetime | None:
    """When the next promised update of a ticket (its key) is due."""
    rows = await tx.execute(
        select(func.min(col(PromiseRow.due))).where(
            _OPEN,
            col(PromiseRow.ticket_key) == ticket,
            col(PromiseRow.what) == Promised.UPDATE,
        )
    )
    return rows.scalar_one_or_none()


async def due_before(tx: AsyncConnection, tickets: Collection[str], before: datetime) -> int:
    """How many of these tickets (keys) have something due before an instant."""
    rows = await tx.execute(
        select(func.count(func.distinct(col(PromiseRow.ticket_key)))).where(
            col(PromiseRow.ticket_key).in_(tickets), _OPEN, col(PromiseRow.due) < before
        )
    )
    return rows.scalar_one()


_COLUMNS: Iterable[Any] = [col(getattr(PromiseRow, name)) for name in Promise.model_fields]
_SELECT = select(*_COLUMNS)


def _first(rows: Any) -> Promise | None:  # noqa: ANN401 (what a query returns)
    row = rows.mappings().one_or_none()
    return Promise(**row) if row else None


def _several(rows: Any) -> list[Promise]:  # noqa: ANN401
    return [Promise(**row) for row in rows.mappings()]


def _owner(ticket: Ticket) -> str:
    return ticket.owner.email.lower() if ticket.owner else ""
