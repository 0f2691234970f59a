"""Withdraw: the requester takes a request back."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import Tell
from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import Refusal
from rulebook.request import Request
from store import outbox, requests
from workflows.office import Click, Office
from workflows.press import press


async def withdraw(office: Office, click: Click) -> Refusal | None:
    """Withdraw a request; who had it is told."""

    async def play(tx: AsyncConnection, request: Request) -> bool:
        if not await requests.move(tx, request, State.WITHDRAWN, waits_until=None, remark=()):
            return False
        if request.duty:
            words = phrase(
                "{requester} withdrew this. There is nothing left to do.",
                requester=request.requester,
            )
            told = Tell(to=request.duty.who, words=words)
            await outbox.queue(tx, [told], request_id=request.id, due_at=office.clock())
        return True

    return await press(office, click, Move.WITHDRAW, play)
