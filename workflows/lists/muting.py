"""Mute the lists for somebody, or send them again."""

from rulebook.phrase import phrase
from store import inbox, muted
from workflows.context import Context
from workflows.incoming import Incoming
from workflows.mechanics.notify import whisper
from workflows.mechanics.refresh_home import refresh_home


async def mute(context: Context, incoming: Incoming, *, quiet: bool) -> None:
    """Send somebody no lists any more, or lists again, and say so."""
    async with context.transaction() as tx:
        if not await inbox.first(tx, incoming.key, context.clock()):
            return
        await (muted.mute if quiet else muted.unmute)(tx, incoming.by)
        words = "No more lists. Reminders still come; /desk has the lists and turns them on again."
        said = phrase(words if quiet else "The lists come again, from the next morning on.")
        await whisper(tx, context, incoming, said)
        if not incoming.channel:  # it was pressed in their home, which says it by itself
            await refresh_home(tx, context, incoming.by)
