"""Write a move into the audit trail."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.moves import Move
from rulebook.request import Request
from store import events, requests
from workflows.office import Office

BOT, CLOCK = "the bot", "the clock"


async def record(
    tx: AsyncConnection, office: Office, before: Request, move: Move, who: str
) -> None:
    """Write down who made a move, and from what to what it led."""
    now = await requests.get(tx, before.id)
    await events.record(
        tx,
        request_id=before.id,
        at=office.clock(),
        who=who,
        what=move,
        before={"state": before.state, "version": before.version},
        after={"state": now.state, "version": now.version},
    )
