"""The cost of the database layer to a click, beside the same statements by the bare driver."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import event

from benchmarks.row import Row
from benchmarks.stand_ins import MANAGER, a_context
from rulebook.kinds import KINDS
from store.database import Database
from store.migrate import migrate
from workflows.incoming import Click, Incoming
from workflows.requests.decide import approve
from workflows.requests.submit import submit

_CLICKS = 100
_BEGIN = "BEGIN IMMEDIATE"


@dataclass(frozen=True)
class _Statement:
    sql: str
    parameters: Any
    many: bool


async def layer() -> AsyncIterator[Row]:
    """Approve a hundred requests; then let SQLite do the same again, and nothing else."""
    with TemporaryDirectory() as folder:
        path, again = Path(folder) / "bench.sqlite3", Path(folder) / "again.sqlite3"
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        context = a_context(database, asyncio.Event())
        for number in range(1, _CLICKS + 1):
            given = {"ticket": f"{number}", "new_owner": "U0BEA", "reason": "French speaker needed"}
            incoming = Incoming(key=f"trigger 1.{number}", by="U0AMIRA", name="amira")
            await submit(context, incoming, KINDS["reassign"], given)
        await database.close()
        copyfile(path, again)
        transactions: list[list[_Statement]] = []
        _listen(database, transactions)
        took = []
        for number in range(1, _CLICKS + 1):
            key = f"trigger 2.{number}"
            click = Click(key=key, by=MANAGER.id, name="mubeen", request_id=number, version=1)
            begun = perf_counter()
            assert await approve(context, click) is None
            took.append(perf_counter() - begun)
        await database.close()
        raw = _by_the_driver(again, transactions)
    mine, theirs = median(took), median(raw)
    yield Row(
        f"an approval, {len(transactions[0])} statements and the commit",
        f"{1000 * mine:.2f} ms",
        f"the same statements by sqlite3: {1000 * theirs:.2f} ms",
        mine / theirs,
    )


def _listen(database: Database, transactions: list[list[_Statement]]) -> None:
    def executes(*given: Any) -> None:  # noqa: ANN401 (what SQLAlchemy hands over)
        _, _, sql, parameters, _, many = given
        if sql == _BEGIN:
            transactions.append([])
        elif transactions:
            transactions[-1].append(_Statement(sql, parameters, many))

    event.listen(database.engine.sync_engine, "before_cursor_execute", executes)


def _by_the_driver(path: Path, transactions: list[list[_Statement]]) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    took = []
    for statements in transactions:
        begun = perf_counter()
        connection.execute(_BEGIN)
        for each in statements:
            run = connection.executemany if each.many else connection.execute
            run(each.sql, each.parameters).fetchall()
        connection.execute("COMMIT")
        took.append(perf_counter() - begun)
    connection.close()
    return took
