"""The clocks that run while a request waits: each is an effect, due at its instant."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.clock import ClocksMove, MakeMove
from rulebook.moves import OPEN, Move, State
from rulebook.request import Request
from store import outbox, requests
from workflows.context import Context

EXPIRES_AFTER = 2  # support days


async def new_turn(
    tx: AsyncConnection,
    context: Context,
    request: Request,
    **values: Any,  # noqa: ANN401
) -> Request:
    """Begin a turn, with `values`: who decides has their time from now on; the last clocks stop."""
    request = await requests.note(tx, request, turn=request.turn + 1, **values)
    timers = []
    if request.state in OPEN or request.waits_until:
        timers += await _next_change(tx, context, request)
    if request.state is State.PENDING and request.waits_until is None:
        within, now = context.limits.answer_within, context.clock()
        timers += [
            _at(request, Move.REMIND, context.hours.later(now, within)),
            _at(request, Move.ESCALATE, context.hours.later(now, 2 * within)),
        ]
    await outbox.queue_at(tx, timers, request_id=request.id)
    return request


async def watch_the_roster(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Look again who decides when the next shift begins, or somebody else's ends."""
    timers = await _next_change(tx, context, request)
    await outbox.queue_at(tx, timers, request_id=request.id)


async def says_something_new(tx: AsyncConnection, context: Context, request: Request) -> Request:
    """It has two support days from now on."""
    request = await requests.note(tx, request, fresh_at=context.clock())
    await expire_then(tx, context, request)
    return request


async def expire_then(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Expire it once two support days have passed."""
    expiring = _at(request, Move.EXPIRE, expires(context, request.fresh_at))
    await outbox.queue_at(tx, [expiring], request_id=request.id)


def expires(context: Context, fresh_at: datetime) -> datetime:
    """The instant at which a request expires that last said something new at `fresh_at`."""
    return context.hours.later(fresh_at, EXPIRES_AFTER * context.hours.day)


async def _next_change(
    tx: AsyncConnection, context: Context, request: Request
) -> list[tuple[MakeMove, datetime]]:
    at = request.waits_until or await context.next_change(tx)
    return [_at(request, Move.HAND_OVER, at)] if at else []


def _at(request: Request, move: ClocksMove, at: datetime) -> tuple[MakeMove, datetime]:
    return MakeMove(move=move, request_id=request.id, turn=request.turn, at=at), at
