"""Set the bot going, and stop it in good order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.app import Bot
from bot.ticks import ticking
from workflows.recurring import begin

# A socket that went away is noticed after this many seconds, not ten.
_PING = 2


@asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[None]:
    """Carry out what is due; in Socket Mode, listen. At the end, finish what is under way."""
    working = asyncio.create_task(bot.worker.run())
    socket: AsyncSocketModeHandler | None = None
    try:
        await begin(bot.context)
        with ticking(bot.context.wake):
            socket = await _connected(bot)
            yield
    finally:
        if socket:
            await socket.close_async()
        bot.worker.stop()
        await working


async def _connected(bot: Bot) -> AsyncSocketModeHandler | None:
    token = bot.settings.slack_app_token
    if token is None:
        return None
    handler = AsyncSocketModeHandler(
        bot.slack, token.get_secret_value(), web_client=bot.client, ping_interval=_PING
    )
    await handler.connect_async()
    return handler
