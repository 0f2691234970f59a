"""Withdraw: the requester takes a request back."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import Refusal
from rulebook.request import Request
from store import requests
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import guarded_move
from workflows.mechanics.notify import tell, who_has


async def withdraw(context: Context, click: Click) -> Refusal | None:
    """Withdraw a request; who had it is told."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        moved = await requests.move(tx, request, State.WITHDRAWN, waits_until=None, remark=())
        if moved is None:
            return None
        words = phrase(
            "{requester} withdrew this. There is nothing left to do.", requester=request.requester
        )
        await tell(tx, context, request, who_has(request), words)
        return moved

    return await guarded_move(context, click, Move.WITHDRAW, play)
