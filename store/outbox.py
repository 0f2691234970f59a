"""The outbox: effects are queued with what caused them, claimed one per lane, and settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col

from rulebook.effects import Effect, Tell
from rulebook.ports import Done
from store.tables import EffectRow, EffectState

_earlier = aliased(EffectRow)


@dataclass(frozen=True)
class Claim:
    """An effect that is ours until its lease ends. `attempts` counts this one."""

    id: int
    request_id: int | None
    effect: Effect
    attempts: int
    leased_until: datetime
    due_at: datetime


async def queue(
    tx: AsyncConnection,
    effects: Sequence[Effect],
    *,
    request_id: int | None,
    due_at: datetime,
    in_order: bool = False,
) -> None:
    """Queue effects; `in_order`, each waits until the one before it is done.

    Nobody's word waits for somebody else's.
    """
    after_id: int | None = None
    for effect in effects:
        waits = in_order and after_id is not None
        rows = await tx.execute(
            insert(EffectRow)
            .values(
                request_id=request_id,
                lane=effect.lane,
                effect=effect,
                after_id=after_id if waits else None,
                state=EffectState.WAITING if waits else EffectState.DUE,
                due_at=due_at,
                attempts=0,
                leased_until=None,
                because="",
                link="",
                made=None,
                done_at=None,
            )
            .returning(col(EffectRow.id))
        )
        if not isinstance(effect, Tell):
            after_id = rows.scalar_one()


async def claim(
    tx: AsyncConnection, *, now: datetime, machine_now: datetime, until: datetime, limit: int
) -> list[Claim]:
    """Lease up to `limit` effects that are due, each the oldest due of its lane."""
    free = or_(col(EffectRow.leased_until).is_(None), col(EffectRow.leased_until) < machine_now)
    older = exists().where(
        col(_earlier.lane) == col(EffectRow.lane),
        col(_earlier.state) == EffectState.DUE,
        col(_earlier.id) < col(EffectRow.id),
    )
    claimable = (
        select(col(EffectRow.id))
        .where(col(EffectRow.state) == EffectState.DUE, col(EffectRow.due_at) <= now, free, ~older)
        .order_by(col(EffectRow.due_at), col(EffectRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = await tx.execute(
        update(EffectRow)
        .where(col(EffectRow.id).in_(claimable))
        .values(leased_until=until, attempts=col(EffectRow.attempts) + 1)
        .returning(
            col(EffectRow.id),
            col(EffectRow.request_id),
            col(EffectRow.effect),
            col(EffectRow.attempts),
            col(EffectRow.leased_until),
            col(EffectRow.due_at),
        )
    )
    claims = [Claim(**row) for row in rows.mappings()]
    return sorted(claims, key=lambda claim: (claim.due_at, claim.id))


async def done(tx: AsyncConnection, claim: Claim, outcome: Done, *, at: datetime) -> bool:
    """Write down that it is done; what waited for it is due. False: the lease was lost."""
    settled = await _settle(
        tx,
        claim,
        state=EffectState.DONE,
        link=outcome.link,
        made=outcome.made,
        because="",
        done_at=at,
        leased_until=None,
    )
    if settled:
        await tx.execute(
            update(EffectRow)
            .where(col(EffectRow.after_id) == claim.id, col(EffectRow.state) == EffectState.WAITING)
            .values(state=EffectState.DUE)
        )
    return settled


async def try_again(tx: AsyncConnection, claim: Claim, *, because: str, at: datetime) -> bool:
    """Put it back for later, with the reason. False: the lease was lost."""
    return await _settle(tx, claim, because=because, due_at=at, leased_until=None)


async def again(tx: AsyncConnection, claim: Claim, effect: Effect, *, at: datetime) -> bool:
    """Put what recurs back for its next instant, as it is then. False: the lease was lost."""
    values = {"effect": effect, "due_at": at, "attempts": 0, "leased_until": None}
    return await _settle(tx, claim, **values)


async def reschedule(tx: AsyncConnection, lane: str, at: datetime) -> None:
    """Move what is due in a lane to another instant."""
    await tx.execute(
        update(EffectRow)
        .where(col(EffectRow.lane) == lane, col(EffectRow.state) == EffectState.DUE)
        .values(due_at=at)
    )


async def next_due(tx: AsyncConnection, after: datetime) -> datetime | None:
    """The first instant after this one at which something is due."""
    rows = await tx.execute(
        select(func.min(col(EffectRow.due_at))).where(
            col(EffectRow.state) == EffectState.DUE, col(EffectRow.due_at) > after
        )
    )
    return rows.scalar_one_or_none()


async def is_behind(tx: AsyncConnection, lanes: str, before: datetime) -> bool:
    """Whether something that was due before an instant, in lanes named so, is not done yet."""
    rows = await tx.execute(
        select(col(EffectRow.id))
        .where(
            col(EffectRow.state) == EffectState.DUE,
            col(EffectRow.due_at) < before,
            col(EffectRow.lane).startswith(lanes),
        )
        .limit(1)
    )
    return rows.first() is not None


async def give_up(tx: AsyncConnection, claim: Claim, *, because: str) -> bool:
    """Leave it to a person. What waited for it goes on waiting. False: the lease was lost."""
    return await _settle(tx, claim, state=EffectState.GIVEN_UP, because=because, leased_until=None)


async def drop(tx: AsyncConnection, claim: Claim) -> bool:
    """Take back a claimed effect and all that waits for it. False: the lease was lost."""
    dropped = await _settle(tx, claim, state=EffectState.DROPPED, leased_until=None)
    if dropped:
        await tx.execute(
            update(EffectRow)
            .where(
                col(EffectRow.request_id) == claim.request_id,
                col(EffectRow.state) == EffectState.WAITING,
            )
            .values(state=EffectState.DROPPED)
        )
    return dropped


async def retry(tx: AsyncConnection, request_id: int, *, at: datetime) -> int:
    """Make what was given up for a request due again; how many effects that were."""
    again = await tx.execute(
        update(EffectRow)
        .where(
            col(EffectRow.request_id) == request_id, col(EffectRow.state) == EffectState.GIVEN_UP
        )
        .values(state=EffectState.DUE, due_at=at, because="", attempts=1)
    )
    return again.rowcount


async def _settle(tx: AsyncConnection, claim: Claim, **values: object) -> bool:
    settled = await tx.execute(
        update(EffectRow)
        .where(col(EffectRow.id) == claim.id, col(EffectRow.leased_until) == claim.leased_until)
        .values(**values)
    )
    return settled.rowcount == 1
