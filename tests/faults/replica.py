"""Runs the bot with a short lease and the clock of the test, whose file is CLOCK, until SIGTERM.

It is `python -m bot run` without its web server.
"""

import asyncio
import os
import signal
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.app import put_together
from bot.logs import set_up_logs
from bot.running import running
from bot.settings import read_settings
from tests.faults.moved_clock import moved_now


async def run() -> None:
    settings = read_settings()
    set_up_logs(settings.log_level)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    now = partial(moved_now, Path(os.environ["CLOCK"]))
    lease = timedelta(seconds=5)
    async with put_together(settings, clock=now, lease=lease) as bot, running(bot):
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(run())
