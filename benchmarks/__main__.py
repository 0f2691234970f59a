"""`make bench`: what is measured, in one run, each beside its peer."""

import asyncio
import platform

from benchmarks.click_to_note import click_to_note
from benchmarks.drain import drain
from benchmarks.promises import promises_and_their_times
from bot.logs import set_up_logs


def main() -> None:
    """Measure and print."""
    set_up_logs("WARNING")
    print(f"{platform.machine()}, Python {platform.python_version()}")
    asyncio.run(_measure())


async def _measure() -> None:
    for line in await click_to_note():
        print(line, flush=True)
    for measuring in (drain(), promises_and_their_times()):
        async for line in measuring:
            print(line, flush=True)


if __name__ == "__main__":
    main()
