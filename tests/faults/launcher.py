"""Runs the bot as a replica, and SIGKILLs it at a commit.

KILL_AT is `before 3` or `after 3`: the third transaction that changed something, counted from 1.
Each is printed, so that a run which is not killed tells how many there are.
"""

import asyncio
import os
import signal
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from tests.faults.replica import run

when, _, which = os.environ.get("KILL_AT", "never 0").partition(" ")
changes_at_begin: dict[int, int] = {}
commits = 0


def changes(connection: Any) -> int:
    """How many rows this connection has changed so far, as SQLite counts them."""
    return int(connection.driver_connection.total_changes)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@event.listens_for(Engine, "begin")
def beginning(connection: Connection) -> None:
    changes_at_begin[id(connection)] = changes(connection.connection)


@event.listens_for(Engine, "commit")
def committing(connection: Connection) -> None:
    global commits  # noqa: PLW0603 (one process, one count)
    if changes(connection.connection) == changes_at_begin.pop(id(connection)):
        return
    commits += 1
    print(f"commit {commits}", flush=True)  # noqa: T201 (read by the test)
    if when == "before" and commits == int(which):
        kill()


@event.listens_for(Pool, "checkin")
def given_back(*_: Any) -> None:
    if when == "after" and commits == int(which):
        kill()


if __name__ == "__main__":
    asyncio.run(run())
