"""Write a move into the audit trail."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.moves import Move
from rulebook.request import Request
from store import events
from workflows.context import Context

BOT, CLOCK = "the bot", "the clock"


async def record(
    tx: AsyncConnection, context: Context, led: tuple[Request, Request], move: Move, who: str
) -> None:
    """Write down who made a move, and from what to what it `led`."""
    before, now = led
    await events.record(
        tx,
        request_id=before.id,
        at=context.clock(),
        who=who,
        what=move,
        before={"state": before.state, "version": before.version},
        after={"state": now.state, "version": now.version},
    )
