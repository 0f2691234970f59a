"""Requests: kept, read whole, and moved from one state to the next."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.effect import StepEffect, UnknownEffect
from rulebook.moves import OPEN, State
from rulebook.request import Request, Step, StepState
from store.tables import EFFECT, ConcernRow, EffectState, RequestRow, table_of

# A state that only a newer version knows is one that is yet to be done.
_STEPS: Mapping[str, StepState] = {
    EffectState.WAITING: StepState.DUE,
    EffectState.SCHEDULED: StepState.LATER,
    EffectState.DUE: StepState.DUE,
    EffectState.DONE: StepState.DONE,
    EffectState.GIVEN_UP: StepState.GIVEN_UP,
}


_AT_FIRST: dict[str, Any] = {
    "version": 1,
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
) -> Request:
    """Keep a new request that concerns these tickets (numbers)."""
    row = _AT_FIRST | {"fresh_at": values["submitted_at"]} | values
    apart = {"subject": subject, "requester_id": values["requester"].id}
    added = await tx.execute(_ADDING, row | apart)
    request = Request(id=added.scalar_one(), **row)
    await _concerns(tx, request, tickets)
    return request


async def concerns(tx: AsyncConnection, request: Request, tickets: Collection[str]) -> None:
    """Write down which tickets (numbers) a request concerns from now on."""
    await tx.execute(delete(_CONCERN).where(_CONCERN.c.request_id == request.id))
    await _concerns(tx, request, tickets)


async def _concerns(tx: AsyncConnection, request: Request, tickets: Collection[str]) -> None:
    rows = [{"request_id": request.id, "ticket": ticket} for ticket in sorted(set(tickets))]
    if rows:
        await tx.execute(_CONCERNING, rows)


async def find(tx: AsyncConnection, request_id: int) -> Request | None:
    """Read one request with its steps."""
    return await _read(tx, _FINDING, request_id)


async def hold(tx: AsyncConnection, request_id: int) -> Request | None:
    """Read one request and let nobody else change it until this transaction ends.

    Rows that only point to it may still be written. SQLite has one writer at a time anyway.
    """
    return await _read(tx, _HOLDING, request_id)


async def get(tx: AsyncConnection, request_id: int) -> Request:
    """Read one request that is known to exist."""
    request = await find(tx, request_id)
    if request is None:
        message = f"there is no request {request_id}"
        raise LookupError(message)
    return request


async def find_open(tx: AsyncConnection, subject: str) -> Request | None:
    """Read the open request about this subject."""
    row = await tx.execute(_OPEN_ABOUT, {"its_subject": subject})
    request_id = row.scalar_one_or_none() if subject else None
    return await find(tx, request_id) if request_id is not None else None


async def all_open(tx: AsyncConnection) -> list[Request]:
    """Every open request, oldest first."""
    rows = await tx.execute(_SELECT.where(_IS_OPEN).order_by(_REQUEST.c.id))
    return [Request(**row) for row in rows.mappings()]


async def of_requester(tx: AsyncConnection, member_id: str, limit: int) -> list[Request]:
    """List what somebody asked, newest first, with its steps."""
    rows = await tx.execute(
        select(_REQUEST.c.id)
        .where(_REQUEST.c.requester_id == member_id)
        .order_by(_REQUEST.c.id.desc())
        .limit(limit)
    )
    return [await get(tx, request_id) for request_id in rows.scalars().all() if request_id]


async def beside(tx: AsyncConnection, request_id: int) -> list[Request]:
    """The other open requests about the tickets that a request concerns, oldest first."""
    rows = await tx.execute(_BESIDE, {"request_id": request_id})
    return [Request(**row) for row in rows.mappings()]


async def move(
    tx: AsyncConnection,
    request: Request,
    state: State,
    **values: Any,  # noqa: ANN401
) -> Request | None:
    """Change a request that is still as it was read, and return it. None: somebody was faster."""
    was = {
        "request_id": request.id,
        "was_version": request.version,
        "was_state": request.state,
    }
    moved = await tx.execute(_MOVING, {**was, "state": state, **values})
    return _with(request, {"state": state, **values}) if moved.rowcount == 1 else None


async def note(tx: AsyncConnection, request: Request, **values: Any) -> Request:  # noqa: ANN401
    """Write down what does not change where the request stands; return it."""
    await tx.execute(_NOTING, {"request_id": request.id, **values})
    return _with(request, values)


def _with(request: Request, values: dict[str, Any]) -> Request:
    assert values.keys() <= {*_REQUEST.c.keys()}  # noqa: S101 (a misspelt one would be passed over)
    known = {name: value for name, value in values.items() if name in Request.model_fields}
    return request.model_copy(update=known)


_REQUEST = table_of(RequestRow)
_CONCERN = table_of(ConcernRow)
_EFFECT = EFFECT.c
# Built once: they are on the way of every click.
_ADDING = insert(_REQUEST).returning(_REQUEST.c.id)
_CONCERNING = insert(_CONCERN)
_SELECT = select(*(_REQUEST.c[name] for name in Request.model_fields if name in _REQUEST.c))
_FINDING = _SELECT.where(_REQUEST.c.id == bindparam("request_id"))
_HOLDING = _FINDING.with_for_update(key_share=True)
_NOTING = update(_REQUEST).where(_REQUEST.c.id == bindparam("request_id"))
_MOVING = _NOTING.where(
    _REQUEST.c.version == bindparam("was_version"), _REQUEST.c.state == bindparam("was_state")
)
_IS_OPEN = _REQUEST.c.state.in_(OPEN)
_OPEN_ABOUT = select(_REQUEST.c.id).where(_REQUEST.c.subject == bindparam("its_subject"), _IS_OPEN)
_ITS_TICKETS = select(_CONCERN.c.ticket).where(_CONCERN.c.request_id == bindparam("request_id"))
_BESIDE = _SELECT.where(
    _REQUEST.c.id.in_(select(_CONCERN.c.request_id).where(_CONCERN.c.ticket.in_(_ITS_TICKETS))),
    _REQUEST.c.id != bindparam("request_id"),
    _IS_OPEN,
).order_by(_REQUEST.c.id)
_STEPPING = (
    select(_EFFECT.effect, _EFFECT.state, _EFFECT.because, _EFFECT.link, _EFFECT.made)
    .where(
        _EFFECT.request_id == bindparam("request_id"),
        _EFFECT.state != EffectState.DROPPED,
    )
    .order_by(_EFFECT.id)
)


async def _read(tx: AsyncConnection, statement: Select[Any], request_id: int) -> Request | None:
    row = (await tx.execute(statement, {"request_id": request_id})).mappings().first()
    if row is None:
        return None
    rows = (await tx.execute(_STEPPING, {"request_id": request_id})).all()
    return Request(**row, steps=_steps(rows), left_to_newer=_left_to_newer(rows))


def _steps(rows: Sequence[Any]) -> tuple[Step, ...]:
    return tuple(
        Step(
            effect=effect,
            state=_STEPS.get(state, StepState.DUE),
            because=because,
            link=link,
            made=made,
        )
        for effect, state, because, link, made in rows
        if isinstance(effect, StepEffect)
    )


def _left_to_newer(rows: Sequence[Any]) -> int:
    return sum(
        isinstance(effect, UnknownEffect) and state != EffectState.DONE
        for effect, state, *_ in rows
    )
