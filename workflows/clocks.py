"""The clocks that run while a request waits: each is an effect, due at its instant."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import ClocksMove, MakeMove
from rulebook.moves import OPEN, Move, State
from rulebook.request import Request
from store import outbox, requests
from workflows.office import Office

EXPIRES_AFTER = 2  # support days


async def new_turn(tx: AsyncConnection, office: Office, request_id: int) -> None:
    """Begin a turn: who decides has their time from now on; the clocks of the last one stop."""
    request = await requests.get(tx, request_id)
    await requests.note(tx, request_id, turn=request.turn + 1)
    request = await requests.get(tx, request_id)
    if request.state in OPEN or request.waits_until:
        await watch_the_roster(tx, office, request)
    if request.state is State.PENDING and request.waits_until is None:
        within = office.limits.answer_within
        now = office.clock()
        await _at(tx, request, Move.REMIND, office.hours.later(now, within))
        await _at(tx, request, Move.ESCALATE, office.hours.later(now, 2 * within))


async def watch_the_roster(tx: AsyncConnection, office: Office, request: Request) -> None:
    """Look again who decides when the next shift begins, or somebody else's ends."""
    at = request.waits_until or await office.next_change(tx)
    if at:
        await _at(tx, request, Move.HAND_OVER, at)


async def says_something_new(tx: AsyncConnection, office: Office, request_id: int) -> None:
    """It has two support days from now on."""
    await requests.note(tx, request_id, fresh_at=office.clock())
    await expire_then(tx, office, await requests.get(tx, request_id))


async def expire_then(tx: AsyncConnection, office: Office, request: Request) -> None:
    """Expire it once two support days have passed."""
    await _at(tx, request, Move.EXPIRE, expires(office, request.fresh_at))


def expires(office: Office, fresh_at: datetime) -> datetime:
    """When a request expires that last said something new then."""
    return office.hours.later(fresh_at, EXPIRES_AFTER * office.hours.day)


async def _at(tx: AsyncConnection, request: Request, move: ClocksMove, at: datetime) -> None:
    effect = MakeMove(move=move, request_id=request.id, turn=request.turn, at=at)
    await outbox.queue(tx, [effect], request_id=request.id, due_at=at)
