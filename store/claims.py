"""Claims: effects that are ready, leased to one worker, one of each lane at a time."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Select,
    Update,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import EFFECTS
from rulebook.effects.effect import Effect
from store.columns import Moment
from store.tables import EFFECT as _EFFECT
from store.tables import EffectState

# What nobody has carried out yet, although it may be under way.
TO_DO = (EffectState.DUE, EffectState.SCHEDULED)


@dataclass(frozen=True)
class Claim:
    """An effect that is ours until its lease ends. `attempts` counts this one."""

    id: int
    request_id: int | None
    effect: Effect
    attempts: int
    leased_until: datetime
    due_at: datetime


async def claim(
    tx: AsyncConnection, *, now: datetime, machine_now: datetime, until: datetime, limit: int
) -> list[Claim]:
    """Lease up to `limit` effects that are due, each the oldest due of its lane.

    Not those that are claimed many at a time, nor what only a newer version can carry out.
    """
    leasing = _claiming(frozenset(EFFECTS), frozenset(each.batch for each in EFFECTS.values()))
    return await _lease(tx, leasing, now=now, machine_now=machine_now, until=until, limit=limit)


async def claim_batch(  # noqa: PLR0913 (as of claim, and which)
    tx: AsyncConnection,
    batch: str,
    *,
    now: datetime,
    machine_now: datetime,
    until: datetime,
    limit: int,
) -> list[Claim]:
    """Lease up to `limit` effects whose lanes begin with `batch`; each has a lane of its own."""
    leasing = _claiming_batch(batch)
    return await _lease(tx, leasing, now=now, machine_now=machine_now, until=until, limit=limit)


async def next_due(tx: AsyncConnection, after: datetime) -> datetime | None:
    """The first instant after this one at which something is due."""
    rows = await tx.execute(_NEXT_DUE, {"after": after})
    first: datetime | None = rows.scalars().first()
    return first


async def unknown_types(tx: AsyncConnection, now: datetime) -> list[str]:
    """The types of effects that are due, and that only a newer version can carry out."""
    due = _EFFECT.c.state.in_(TO_DO), _EFFECT.c.due_at <= now
    rows = await tx.execute(select(_TYPE).distinct().where(*due, _TYPE.not_in(EFFECTS)))
    return sorted(rows.scalars())


def _free() -> Select[tuple[int]]:
    """Select what is due and nobody's, the most pressing first."""
    machine_now, now = bindparam("machine_now", type_=Moment), bindparam("now", type_=Moment)
    free = or_(_EFFECT.c.leased_until.is_(None), _EFFECT.c.leased_until < machine_now)
    return (
        select(_EFFECT.c.id)
        .where(_EFFECT.c.state.in_(TO_DO), _EFFECT.c.due_at <= now, free)
        .order_by(_EFFECT.c.due_at, _EFFECT.c.id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
    )


def _leasing(free: Select[tuple[int]]) -> Update:
    return (
        update(_EFFECT)
        .where(_EFFECT.c.id.in_(free))
        .values(
            state=EffectState.DUE,  # begun: put back, it keeps its place
            leased_until=bindparam("until"),
            attempts=_EFFECT.c.attempts + 1,
        )
        .returning(*(_EFFECT.c[name] for name in Claim.__dataclass_fields__))
    )


def _first_of_its_lane() -> Any:  # noqa: ANN401 (a condition)
    """Nothing else of the lane is under way, or comes before it.

    Before it comes what is older; before what was scheduled also what was queued or begun since.
    """
    other, at_work = _EFFECT.alias(), bindparam("machine_now", type_=Moment)
    is_scheduled = _EFFECT.c.state == EffectState.SCHEDULED
    in_lane = other.c.lane == _EFFECT.c.lane
    older = other.c.id < _EFFECT.c.id
    is_ready = and_(
        in_lane,
        other.c.state == EffectState.DUE,
        other.c.id != _EFFECT.c.id,
        or_(older, is_scheduled, other.c.leased_until >= at_work),
    )
    is_ready_too = and_(
        in_lane,
        other.c.state == EffectState.SCHEDULED,
        is_scheduled,
        older,
        other.c.due_at <= bindparam("now", type_=Moment),
    )
    return ~exists().where(is_ready) & ~exists().where(is_ready_too)


# One look into the index for each state; asked for both at once, all that is scheduled is read.
_FIRST_OF_EACH = [
    select(func.min(_EFFECT.c.due_at).label("due_at")).where(
        _EFFECT.c.state == state, _EFFECT.c.due_at > bindparam("after", type_=Moment)
    )
    for state in TO_DO
]
_NEXT_DUE = select(func.min(union_all(*_FIRST_OF_EACH).subquery().c.due_at))
_TYPE = type_coerce(_EFFECT.c.effect, JSON)["type"].as_string()


@cache  # built once: the worker asks at every turn
def _claiming(known: frozenset[str], batches: frozenset[str]) -> Update:
    apart = (~_EFFECT.c.lane.startswith(batch) for batch in sorted(batches - {""}))
    return _leasing(_free().where(_first_of_its_lane(), _TYPE.in_(sorted(known)), *apart))


@cache
def _claiming_batch(batch: str) -> Update:
    return _leasing(_free().where(_EFFECT.c.lane.startswith(batch)))


async def _lease(tx: AsyncConnection, leasing: Update, **given: object) -> list[Claim]:
    rows = await tx.execute(leasing, given)
    claims = [Claim(**row) for row in rows.mappings()]
    return sorted(claims, key=lambda claim: (claim.due_at, claim.id))
