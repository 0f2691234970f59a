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
    text,
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


async def claim(  # noqa: PLR0913 (when, how long, how many, and which)
    tx: AsyncConnection,
    *,
    now: datetime,
    machine_now: datetime,
    until: datetime,
    limit: int,
    types: frozenset[str] = frozenset(EFFECTS),
) -> list[Claim]:
    """Lease up to `limit` effects of these types that are ready, each the first of its lane.

    What cannot be read here, because a newer version wrote it, comes as `UnknownEffect`.
    """
    await _one_replica_at_a_time(tx)
    at = {"now": now, "machine_now": machine_now, "until": until, "limit": limit}
    rows = await tx.execute(_claiming(types), at)
    claims = [Claim(**row) for row in rows.mappings()]
    return sorted(claims, key=lambda claim: (claim.due_at, claim.id))


async def next_due(tx: AsyncConnection, after: datetime) -> datetime | None:
    """The first instant after this one at which something is due."""
    rows = await tx.execute(_NEXT_DUE, {"after": after})
    first: datetime | None = rows.scalars().first()
    return first


async def unknown_types(tx: AsyncConnection, now: datetime) -> list[str]:
    """The types of effects that are due, and that only a newer version can carry out."""
    due = _EFFECT.c.state.in_(TO_DO), _EFFECT.c.due_at <= now
    rows = await tx.execute(select(TYPE).distinct().where(*due, TYPE.not_in(EFFECTS)))
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
    """Nothing else of the lane is under way or comes before it.

    First comes what was tried and put back, then whatever is ready, the older before the younger.
    """
    other = _EFFECT.alias()
    machine_now, now = bindparam("machine_now", type_=Moment), bindparam("now", type_=Moment)
    older, untried = other.c.id < _EFFECT.c.id, _EFFECT.c.attempts == 0
    is_due = other.c.state == EffectState.DUE
    is_ready = or_(is_due, and_(other.c.state == EffectState.SCHEDULED, other.c.due_at <= now))
    comes_first = or_(
        other.c.leased_until >= machine_now,
        and_(is_due, other.c.attempts > 0, or_(older, untried)),
        and_(is_ready, other.c.attempts == 0, older, untried),
    )
    in_its_lane = other.c.lane == _EFFECT.c.lane, other.c.state.in_(TO_DO)
    return ~exists().where(*in_its_lane, other.c.id != _EFFECT.c.id, comes_first)


async def _one_replica_at_a_time(tx: AsyncConnection) -> None:
    """Wait for another replica that claims, so that its claims are seen. SQLite has one writer."""
    if tx.dialect.name == "postgresql":
        await tx.execute(_LOCKING)


# One look into the index for each state; asked for both at once, all that is scheduled is read.
_FIRST_OF_EACH = [
    select(func.min(_EFFECT.c.due_at).label("due_at")).where(
        _EFFECT.c.state == state, _EFFECT.c.due_at > bindparam("after", type_=Moment)
    )
    for state in TO_DO
]
_NEXT_DUE = select(func.min(union_all(*_FIRST_OF_EACH).subquery().c.due_at))
TYPE = type_coerce(_EFFECT.c.effect, JSON)["type"].as_string()
# Any number will do, as long as every replica takes the same, and no other lock has it.
_LOCKING = text("SELECT pg_advisory_xact_lock(4712)")


@cache  # built once: the worker asks at every turn
def _claiming(types: frozenset[str]) -> Update:
    return _leasing(_free().where(_first_of_its_lane(), TYPE.in_(sorted(types))))
