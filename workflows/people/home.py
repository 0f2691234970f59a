"""Somebody looks at their home tab."""

from store import inbox
from workflows.context import Context
from workflows.incoming import Incoming
from workflows.mechanics.refresh_home import refresh_home


async def open_home(context: Context, incoming: Incoming) -> None:
    """Queue their home as it is now."""
    async with context.transaction() as tx:
        if await inbox.first(tx, incoming.key, context.clock()):
            await refresh_home(tx, context, incoming.by)
