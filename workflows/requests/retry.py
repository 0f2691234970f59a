"""Retry: what was given up is due again."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.moves import Move
from rulebook.refusals import NothingToRetry, Refusal
from rulebook.request import Request
from store import outbox
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import guarded_move


async def retry(context: Context, click: Click) -> Refusal | None:
    """Make the effect that failed due again; what waits for it follows."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        if not await outbox.retry(tx, request.id, at=context.clock()):
            raise NothingToRetry
        return request

    return await guarded_move(context, click, Move.RETRY, play)
