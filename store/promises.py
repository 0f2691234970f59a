"""Promises to customers, as they are kept."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.promises import Promise, Promised, PromiseState
from rulebook.tickets import Ticket
from store.tables import PROMISE as _PROMISE

_OPEN = _PROMISE.c.state == PromiseState.OPEN


async def add(tx: AsyncConnection, what: Promised, ticket: Ticket, **values: Any) -> Promise:  # noqa: ANN401
    """Keep a promise: when it is due, when and by whom it was made."""
    (promise,) = await add_all(tx, [(what, ticket, values)])
    return promise


async def add_all(
    tx: AsyncConnection, several: Sequence[tuple[Promised, Ticket, dict[str, Any]]]
) -> list[Promise]:
    """Keep several promises at once."""
    if not several:
        return []
    rows = [_row(what, ticket) | values for what, ticket, values in several]
    added = await tx.execute(_ADDING, rows)
    # A ticket has one open promise of a kind, so that this names each of them.
    ids = {(ticket, what): new for new, ticket, what in added}
    fields = Promise.model_fields.keys() - {"id"}
    return [
        Promise.model_validate(
            {name: row[name] for name in fields} | {"id": ids[row["ticket_key"], row["what"]]}
        )
        for row in rows
    ]


async def find(tx: AsyncConnection, promise_id: int) -> Promise | None:
    """A promise by its id."""
    return _first(await tx.execute(_SELECT.where(_PROMISE.c.id == promise_id)))


async def find_all(tx: AsyncConnection, ids: Collection[int]) -> dict[int, Promise]:
    """The open ones among these, by id."""
    rows = await tx.execute(_SELECT.where(_PROMISE.c.id.in_(ids)))
    return _open_ones(rows)


async def hold_all(tx: AsyncConnection, ids: Collection[int]) -> dict[int, Promise]:
    """The same, and nobody else changes them until this transaction ends."""
    asked = _SELECT.where(_PROMISE.c.id.in_(ids)).order_by(_PROMISE.c.id)
    rows = await tx.execute(asked.with_for_update(key_share=True))
    return _open_ones(rows)


async def hold(tx: AsyncConnection, promise_id: int) -> Promise | None:
    """The same, and nobody else changes it until this transaction ends."""
    asked = _SELECT.where(_PROMISE.c.id == promise_id).with_for_update(key_share=True)
    return _first(await tx.execute(asked))


async def hold_open(tx: AsyncConnection, ticket: str, what: Promised) -> Promise | None:
    """The open promise about a ticket (its key), held until this transaction ends."""
    asked = _SELECT.where(_OPEN, _PROMISE.c.ticket_key == ticket, _PROMISE.c.what == what)
    return _first(await tx.execute(asked.with_for_update(key_share=True)))


async def hold_of_tickets(tx: AsyncConnection, tickets: Collection[str]) -> list[Promise]:
    """The open promises about these tickets (keys), held until this transaction ends.

    Whoever holds several promises holds them in the order of their ids.
    """
    asked = _SELECT.where(_OPEN, _PROMISE.c.ticket_key.in_(tickets)).order_by(_PROMISE.c.id)
    return _several(await tx.execute(asked.with_for_update(key_share=True)))


async def of_tickets(tx: AsyncConnection, tickets: Collection[str]) -> dict[str, list[Promise]]:
    """The open promises about these tickets, by ticket (its key)."""
    rows = await tx.execute(_SELECT.where(_OPEN, _PROMISE.c.ticket_key.in_(tickets)))
    found: dict[str, list[Promise]] = {}
    for promise in _several(rows):
        found.setdefault(promise.ticket.key, []).append(promise)
    return found


async def of_owners(tx: AsyncConnection, emails: Collection[str], most: int) -> list[Promise]:
    """The open promises about the tickets of these people, the most pressing first."""
    asked = _SELECT.where(_OPEN, _PROMISE.c.owner_email.in_({each.lower() for each in emails}))
    return _several(await tx.execute(asked.order_by(_PROMISE.c.due).limit(most)))


async def due_by(tx: AsyncConnection, before: datetime, most: int) -> list[Promise]:
    """Every open promise that is due before an instant, the most pressing first."""
    asked = _SELECT.where(_OPEN, _PROMISE.c.due < before)
    return _several(await tx.execute(asked.order_by(_PROMISE.c.due).limit(most)))


async def end(tx: AsyncConnection, promise: Promise, state: PromiseState, **values: Any) -> bool:  # noqa: ANN401
    """End a promise that is still open. False: somebody was faster."""
    ended = await tx.execute(
        update(_PROMISE).where(_PROMISE.c.id == promise.id, _OPEN).values(state=state, **values)
    )
    return ended.rowcount == 1


async def broken(tx: AsyncConnection, ids: Collection[int]) -> None:
    """Write down that these were broken, for good, at the instant at which they were due."""
    await tx.execute(
        update(_PROMISE).where(_PROMISE.c.id.in_(ids)).values(broken_at=_PROMISE.c.due)
    )


async def instead(tx: AsyncConnection, promise: Promise) -> Promise | None:
    """The open promise that took the place of one that was moved."""
    its = (_PROMISE.c.ticket_key == promise.ticket.key, _PROMISE.c.what == promise.what)
    return _first(await tx.execute(_SELECT.where(_OPEN, *its)))


async def last_updated(tx: AsyncConnection, ticket: str) -> datetime | None:
    """Find when somebody last said that the customer of a ticket (its key) was updated."""
    rows = await tx.execute(
        select(func.max(_PROMISE.c.ended_at)).where(
            _PROMISE.c.ticket_key == ticket,
            _PROMISE.c.state == PromiseState.KEPT,
            _PROMISE.c.what == Promised.UPDATE,
            _PROMISE.c.ended_by.is_not(None),
        )
    )
    last: datetime | None = rows.scalar_one_or_none()
    return last


async def seen(tx: AsyncConnection, promise: Promise, ticket: Ticket) -> None:
    """Write down how the ticket of a promise is now."""
    await tx.execute(
        update(_PROMISE)
        .where(_PROMISE.c.id == promise.id)
        .values(ticket=ticket, ticket_key=ticket.key, owner_email=_owner(ticket))
    )


async def next_due(tx: AsyncConnection, ticket: str) -> datetime | None:
    """Find when the next promised update of a ticket (its key) is due."""
    first: datetime | None = (await tx.execute(_NEXT_DUE, {"ticket": ticket})).scalar_one_or_none()
    return first


async def due_before(tx: AsyncConnection, tickets: Collection[str], before: datetime) -> int:
    """Count those of these tickets (keys) that have something due before an instant."""
    rows = await tx.execute(_DUE_BEFORE, {"tickets": list(tickets), "before": before})
    count: int = rows.scalar_one()
    return count


_SELECT = select(*(_PROMISE.c[name] for name in Promise.model_fields))
_NEXT_DUE = select(func.min(_PROMISE.c.due)).where(
    _OPEN, _PROMISE.c.ticket_key == bindparam("ticket"), _PROMISE.c.what == Promised.UPDATE
)
_DUE_BEFORE = select(func.count(func.distinct(_PROMISE.c.ticket_key))).where(
    _PROMISE.c.ticket_key.in_(bindparam("tickets", expanding=True)),
    _OPEN,
    _PROMISE.c.due < bindparam("before"),
)
_ADDING = insert(_PROMISE).returning(_PROMISE.c.id, _PROMISE.c.ticket_key, _PROMISE.c.what)


def _first(rows: Any) -> Promise | None:  # noqa: ANN401 (what a query returns)
    row = rows.mappings().one_or_none()
    return Promise(**row) if row else None


def _several(rows: Any) -> list[Promise]:  # noqa: ANN401
    return [Promise(**row) for row in rows.mappings()]


def _open_ones(rows: Any) -> dict[int, Promise]:  # noqa: ANN401
    # Told apart here: asked for by its state too, SQLite would go through all that are open.
    return {each.id: each for each in _several(rows) if each.state is PromiseState.OPEN}


def _row(what: Promised, ticket: Ticket) -> dict[str, Any]:
    return {
        "what": what,
        "ticket": ticket,
        "ticket_key": ticket.key,
        "owner_email": _owner(ticket),
        "by": None,
        "minutes": 0,
        "reason": "",
        "state": PromiseState.OPEN,
        "ended_at": None,
        "ended_by": None,
        "broken_at": None,
    }


def _owner(ticket: Ticket) -> str:
    return ticket.owner.email.lower() if ticket.owner else ""
