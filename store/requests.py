"""Requests: kept, read whole, and moved from one state to the next."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from rulebook.effects import HelpdeskEffect
from rulebook.moves import OPEN, State
from rulebook.request import Request, Step, StepState
from store.tables import ConcernRow, EffectRow, EffectState, RequestRow

_STEPS = {
    EffectState.WAITING: StepState.DUE,
    EffectState.DUE: StepState.DUE,
    EffectState.DONE: StepState.DONE,
    EffectState.GIVEN_UP: StepState.GIVEN_UP,
}


_AT_FIRST: dict[str, Any] = {
    "turn": 1,
    "facts": None,
    "duty": None,
    "waits_until": None,
    "decision": None,
    "remark": (),
    "talk": (),
    "changes": (),
}


async def add(
    tx: AsyncConnection,
    subject: str,
    tickets: Collection[str],
    **values: Any,  # noqa: ANN401
) -> int:
    """Keep a new request that concerns these tickets (numbers), and return its id."""
    rows = await tx.execute(
        insert(RequestRow)
        .values(
            subject=subject,
            version=1,
            requester_id=values["requester"].id,
            fresh_at=values["submitted_at"],
            **_AT_FIRST | values,
        )
        .returning(col(RequestRow.id))
    )
    request_id = int(rows.scalar_one() or 0)
    await concerns(tx, request_id, tickets)
    return request_id


async def concerns(tx: AsyncConnection, request_id: int, tickets: Collection[str]) -> None:
    """Write down which tickets (numbers) a request concerns."""
    await tx.execute(delete(ConcernRow).where(col(ConcernRow.request_id) == request_id))
    for ticket in set(tickets):
        await tx.execute(insert(ConcernRow).values(request_id=request_id, ticket=ticket))


async def find(tx: AsyncConnection, request_id: int) -> Request | None:
    """Read one request with its steps."""
    row = (await tx.execute(_SELECT.where(col(RequestRow.id) == request_id))).mappings().first()
    if row is None:
        return None
    return Request(**row, steps=await _steps(tx, request_id))


async def hold(tx: AsyncConnection, request_id: int) -> Request | None:
    """Read one request and let nobody else change it until this transaction ends.

    Rows that only point to it may still be written. SQLite has one writer at a time anyway.
    """
    await tx.execute(
        select(col(RequestRow.id))
        .where(col(RequestRow.id) == request_id)
        .with_for_update(key_share=True)
    )
    return await find(tx, request_id)


async def get(tx: AsyncConnection, request_id: int) -> Request:
    """Read one request that is known to exist."""
    request = await find(tx, request_id)
    if request is None:
        message = f"there is no request {request_id}"
        raise LookupError(message)
    return request


async def find_open(tx: AsyncConnection, subject: str) -> Request | None:
    """Read the open request about this subject."""
    row = await tx.execute(
        select(col(RequestRow.id)).where(
            col(RequestRow.subject) == subject, col(RequestRow.state).in_(OPEN)
        )
    )
    request_id = row.scalar_one_or_none() if subject else None
    return await find(tx, request_id) if request_id is not None else None


async def all_open(tx: AsyncConnection) -> list[Request]:
    """Every open request, oldest first."""
    rows = await tx.execute(
        _SELECT.where(col(RequestRow.state).in_(OPEN)).order_by(col(RequestRow.id))
    )
    return [Request(**row) for row in rows.mappings()]


async def of_requester(tx: AsyncConnection, member_id: str, limit: int) -> list[Request]:
    """What somebody asked, newest first, with its steps."""
    rows = await tx.execute(
        select(col(RequestRow.id))
        .where(col(RequestRow.requester_id) == member_id)
        .order_by(col(RequestRow.id).desc())
        .limit(limit)
    )
    return [await get(tx, request_id) for request_id in rows.scalars().all() if request_id]


async def beside(tx: AsyncConnection, request_id: int) -> list[Request]:
    """The other open requests about the tickets that a request concerns, oldest first."""
    its = select(col(ConcernRow.ticket)).where(col(ConcernRow.request_id) == request_id)
    with_one = select(col(ConcernRow.request_id)).where(col(ConcernRow.ticket).in_(its))
    rows = await tx.execute(
        _SELECT.where(
            col(RequestRow.id).in_(with_one),
            col(RequestRow.id) != request_id,
            col(RequestRow.state).in_(OPEN),
        ).order_by(col(RequestRow.id))
    )
    return [Request(**row) for row in rows.mappings()]


async def move(
    tx: AsyncConnection,
    request: Request,
    state: State,
    **values: Any,  # noqa: ANN401
) -> bool:
    """Change a request that is still as it was read. False: somebody was faster."""
    changed = await tx.execute(
        update(RequestRow)
        .where(
            col(RequestRow.id) == request.id,
            col(RequestRow.version) == request.version,
            col(RequestRow.state) == request.state,
        )
        .values(state=state, **values)
    )
    return changed.rowcount == 1


async def note(tx: AsyncConnection, request_id: int, **values: Any) -> None:  # noqa: ANN401
    """Write down what does not change where the request stands."""
    await tx.execute(update(RequestRow).where(col(RequestRow.id) == request_id).values(**values))


_COLUMNS: Iterable[Any] = [
    col(getattr(RequestRow, name)) for name in Request.model_fields if name != "steps"
]
_SELECT = select(*_COLUMNS)


async def _steps(tx: AsyncConnection, request_id: int) -> tuple[Step, ...]:
    rows = await tx.execute(
        select(
            col(EffectRow.effect),
            col(EffectRow.state),
            col(EffectRow.because),
            col(EffectRow.link),
            col(EffectRow.made),
        )
        .where(
            col(EffectRow.request_id) == request_id,
            col(EffectRow.state) != EffectState.DROPPED,
        )
        .order_by(col(EffectRow.id))
    )
    return tuple(
        Step(effect=effect, state=_STEPS[EffectState(state)], because=because, link=link, made=made)
        for effect, state, because, link, made in rows
        if isinstance(effect, HelpdeskEffect)
    )
