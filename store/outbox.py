"""The outbox: effects are queued with what caused them, scheduled, cancelled and settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import EFFECTS
from rulebook.effects.effect import Effect, GivenUp
from rulebook.effects.helpdesk import GiveTicket
from rulebook.people import Member, Person
from rulebook.ports import Done
from store.claims import TO_DO, TYPE, Claim
from store.deferred_write import DeferredWrite
from store.tables import EFFECT as _EFFECT
from store.tables import EffectState

_STUCK = 8  # attempts, after which nothing waits for it any more
_LONGEST_PAUSE = timedelta(minutes=2)


class Given(NamedTuple):
    """A ticket that we gave: to whom, in whose name, when it was written down; None for not yet."""

    to: Person | None
    by: Member
    at: datetime | None


async def queue(
    tx: AsyncConnection,
    effects: Sequence[Effect],
    *,
    request_id: int | None,
    due_at: datetime,
    in_order: bool = False,
) -> None:
    """Queue effects that are due; `in_order`, each waits until the one before it is done.

    Nobody's word waits for somebody else's.
    """
    if not in_order:
        rows = [_row(effect, due_at, request_id) for effect in effects]
        if rows:
            await tx.execute(_QUEUE, rows)
        return
    after_id: int | None = None
    for effect in effects:
        waits = {} if after_id is None else {"after_id": after_id, "state": EffectState.WAITING}
        row = {**_row(effect, due_at, request_id), **waits}
        rows = await tx.execute(insert(_EFFECT).returning(_EFFECT.c.id), row)
        if effect.awaited:
            after_id = rows.scalar_one()


async def queue_at(
    tx: AsyncConnection,
    effects: Sequence[tuple[Effect, datetime]],
    *,
    request_id: int | None = None,
    key: str = "",
) -> None:
    """Schedule effects, each for its own instant; by a `key` they can be cancelled until then."""
    scheduled = {"state": EffectState.SCHEDULED, "key": key}
    if effects:
        await tx.execute(_QUEUE, [_row(each, at, request_id) | scheduled for each, at in effects])


async def cancel(tx: AsyncConnection, key: str) -> int:
    """Take back what was scheduled under a key and was not tried yet; how many that were."""
    # That there is a key has to be said, or no database would use the index.
    return await _take_back(tx, _EFFECT.c.key == key, _EFFECT.c.key != "")


async def cancel_all(tx: AsyncConnection, request_id: int) -> int:
    """Take back all that was scheduled under keys for a request and was not tried yet."""
    return await _take_back(tx, _EFFECT.c.request_id == request_id, _EFFECT.c.key != "")


async def _take_back(tx: AsyncConnection, *which: Any) -> int:  # noqa: ANN401 (conditions)
    # What was claimed, and sent away before it was tried, is due.
    untried = _EFFECT.c.attempts == 0, _EFFECT.c.leased_until.is_(None)
    taken = await tx.execute(
        update(_EFFECT)
        .where(*which, _EFFECT.c.state.in_(TO_DO), *untried)
        .values(state=EffectState.DROPPED)
    )
    return taken.rowcount


def queueing(effect: Effect, at: datetime) -> DeferredWrite:
    """Return what schedules an effect that belongs to no request."""
    return DeferredWrite(_QUEUE, _row(effect, at, None) | {"state": EffectState.SCHEDULED})


async def done_all(tx: AsyncConnection, claims: Sequence[Claim], *, at: datetime) -> None:
    """Write down that all of these are done, but for those whose lease was lost."""
    settled = await tx.execute(
        update(_EFFECT)
        .where(
            _EFFECT.c.id.in_([claim.id for claim in claims]),
            _EFFECT.c.leased_until.in_({claim.leased_until for claim in claims}),
        )
        .values(state=EffectState.DONE, because="", done_at=at, leased_until=None)
        .returning(_EFFECT.c.id)
    )
    await _free_what_waited(tx, settled.scalars().all())


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
        await _free_what_waited(tx, [claim.id])
    return settled


async def try_again(
    tx: AsyncConnection, claim: Claim, *, because: str, at: datetime, attempts: int
) -> bool:
    """Put it back for later, with the reason. False: the lease was lost."""
    values = {"because": because, "due_at": at, "attempts": attempts, "leased_until": None}
    return await _settle(tx, claim, **values)


async def again(tx: AsyncConnection, claim: Claim, effect: Effect, *, at: datetime) -> bool:
    """Schedule what recurs for its next instant, as it is then. False: the lease was lost."""
    values = {"effect": effect, "due_at": at, "attempts": 0, "because": "", "leased_until": None}
    return await _settle(tx, claim, state=EffectState.SCHEDULED, **values)


async def reschedule(tx: AsyncConnection, effect: Effect, *, now: datetime, at: datetime) -> None:
    """Move what will come again to another instant, unless it is being done just now."""
    await tx.execute(
        update(_EFFECT)
        .where(
            _EFFECT.c.lane == effect.lane,
            _EFFECT.c.state.in_(TO_DO),
            _EFFECT.c.due_at > now,
        )
        .values(effect=effect, due_at=at)
    )


async def is_behind(tx: AsyncConnection, kind: str, *, now: datetime, late: datetime) -> bool:
    """Tell whether a promise to be looked after before `late` was not, or is tried again."""
    rows = await tx.execute(
        select(_EFFECT.c.id)
        .where(
            _EFFECT.c.state.in_(TO_DO),
            _EFFECT.c.due_at < now + _LONGEST_PAUSE,
            or_(_EFFECT.c.due_at < late, _EFFECT.c.attempts > 0),
            _EFFECT.c.attempts < _STUCK,
            kind == TYPE,
        )
        .limit(1)
    )
    return rows.first() is not None


async def is_under_way(tx: AsyncConnection, lane: str) -> bool:
    """Tell whether something in a lane is still to be done."""
    rows = await tx.execute(
        select(_EFFECT.c.id).where(_EFFECT.c.lane == lane, _EFFECT.c.state.in_(TO_DO))
    )
    return rows.first() is not None


async def give_up(tx: AsyncConnection, claim: Claim, *, because: str) -> bool:
    """Leave it to a person. What waited for it goes on waiting. False: the lease was lost."""
    return await _settle(tx, claim, state=EffectState.GIVEN_UP, because=because, leased_until=None)


async def given(tx: AsyncConnection, ticket: str) -> list[Given]:
    """List to whom we gave a ticket (its key), or may have given it."""
    rows = await tx.execute(_GIVEN, {"its_lane": f"ticket {ticket}"})
    return [
        Given(effect.owner, effect.by, done_at)
        for effect, done_at in rows
        if isinstance(effect, GiveTicket)
    ]


async def drop(tx: AsyncConnection, claim: Claim) -> bool:
    """Take back a claimed effect and all that waits for it. False: the lease was lost."""
    dropped = await _settle(tx, claim, state=EffectState.DROPPED, leased_until=None)
    if dropped:
        await tx.execute(
            update(_EFFECT)
            .where(
                _EFFECT.c.request_id == claim.request_id,
                _EFFECT.c.state == EffectState.WAITING,
            )
            .values(state=EffectState.DROPPED)
        )
    return dropped


async def retry(tx: AsyncConnection, request_id: int, *, at: datetime) -> int:
    """Make what was given up for a request due again; how many effects that were."""
    again = await tx.execute(
        update(_EFFECT)
        .where(
            _EFFECT.c.request_id == request_id,
            _EFFECT.c.state == EffectState.GIVEN_UP,
            TYPE.in_([each for each, of in EFFECTS.items() if of.given_up is GivenUp.RETRIED]),
        )
        .values(state=EffectState.DUE, due_at=at, because="", attempts=1)
    )
    return again.rowcount


async def _settle(tx: AsyncConnection, claim: Claim, **values: object) -> bool:
    settled = await tx.execute(
        update(_EFFECT)
        .where(_EFFECT.c.id == claim.id, _EFFECT.c.leased_until == claim.leased_until)
        .values(**values)
    )
    return settled.rowcount == 1


async def _free_what_waited(tx: AsyncConnection, ids: Sequence[int]) -> None:
    await tx.execute(
        update(_EFFECT)
        .where(_EFFECT.c.after_id.in_(ids), _EFFECT.c.state == EffectState.WAITING)
        .values(state=EffectState.DUE)
    )


def _row(effect: Effect, due_at: datetime, request_id: int | None) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "lane": effect.lane,
        "key": "",
        "effect": effect,
        "after_id": None,
        "state": EffectState.DUE,
        "due_at": due_at,
        "attempts": 0,
        "leased_until": None,
        "because": "",
        "link": "",
        "made": None,
        "done_at": None,
    }


_QUEUE = insert(_EFFECT)
_GIVEN = select(_EFFECT.c.effect, _EFFECT.c.done_at).where(
    _EFFECT.c.lane == bindparam("its_lane"),
    _EFFECT.c.state.in_([*TO_DO, EffectState.DONE, EffectState.GIVEN_UP]),
)
