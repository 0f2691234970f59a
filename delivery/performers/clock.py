"""The clock's performer: requests looked at again, later than they were asked."""

from sqlalchemy.ext.asyncio import AsyncConnection

from delivery.job import Job
from delivery.performers.registry import performs, stands_in_for
from rulebook.effects.clock import CheckRequest, DrawAgain, MakeMove
from rulebook.ports import Done, Outcome
from workflows.context import Context
from workflows.mechanics.refresh_cards import refresh_again
from workflows.requests.confirm import confirm, refuse_unchecked
from workflows.requests.timed_moves import make_move


@performs(CheckRequest)
async def check_request(job: Job, effect: CheckRequest) -> Outcome:
    """Confirm or refuse a request, once the outside is heard."""
    return await confirm(job.context, effect.request_id) or Done()


@stands_in_for(CheckRequest)
async def refuse_it(
    tx: AsyncConnection, context: Context, effect: CheckRequest, because: str
) -> None:
    """Refuse a request that could not be checked after all."""
    await refuse_unchecked(tx, context, effect.request_id, because)


@performs(MakeMove)
async def move(job: Job, effect: MakeMove) -> Outcome:
    """Make a move of the clock's, if it is still due."""
    await make_move(job.context, effect)
    return Done()


@performs(DrawAgain)
async def draw_again(job: Job, effect: DrawAgain) -> Outcome:
    """Draw every card of a request again."""
    await refresh_again(job.context, effect.request_id)
    return Done()
