"""Words that a slow start says meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import typer

_SLOW = 1.0  # seconds


@contextmanager
def said_if_slow(what: str) -> Iterator[None]:
    """Say what is being done once it takes longer than a second."""
    # A thread's timer, because what is slow may hold the event loop.
    timer = Timer(_SLOW, typer.echo, [f"{what} …"])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
