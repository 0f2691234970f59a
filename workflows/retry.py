"""Retry: what was given up is due again."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.moves import Move
from rulebook.refusals import NothingToRetry, Refusal
from rulebook.request import Request
from store import outbox
from workflows.office import Click, Office
from workflows.press import press


async def retry(office: Office, click: Click) -> Refusal | None:
    """Make the effect that failed due again; what waits for it follows."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        if not await outbox.retry(tx, request.id, at=office.clock()):
            raise NothingToRetry
        return request

    return await press(office, click, Move.RETRY, play)
