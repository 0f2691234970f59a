"""The clock: APScheduler ticks once a second, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler


@contextmanager
def ticking(tick: Callable[[], None]) -> Iterator[None]:
    """Call `tick` every second."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(_soon(tick), "interval", seconds=1, max_instances=1, coalesce=True)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def _soon(tick: Callable[[], None]) -> Callable[[], object]:
    async def on_the_loop() -> None:  # a plain function would run in a thread
        tick()

    return on_the_loop
