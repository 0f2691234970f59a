"""Waiting until a bot has done all that is due."""

import asyncio

from sqlalchemy import event

from bot.app import Bot
from sandbox.changes import Changes
from tests.machine.snapshot import under_way

PATIENCE = 30  # seconds


async def settled(bot: Bot, changes: Changes) -> None:
    """Wait until nothing is under way, and nothing could be at once."""
    kept, clock = bot.context.database, bot.context.clock
    pool = kept.engine.sync_engine.pool
    looks = lambda *_: changes.happened()  # noqa: E731 (a listener)
    event.listen(pool, "checkin", looks)
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                seen = changes.count
                if not await under_way(kept, clock()):
                    return
                await changes.after(seen + 1)  # this look made one itself
    except TimeoutError:
        waits = await under_way(kept, clock())
        message = f"still under way: {waits}"
        raise AssertionError(message) from None
    finally:
        event.remove(pool, "checkin", looks)
