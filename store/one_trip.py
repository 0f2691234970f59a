"""aiosqlite, with one trip to SQLite's thread for a statement where it makes four.

A trip takes longer than most of our statements do.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, Self

import aiosqlite

_CHUNK = 64  # rows at a time for whoever iterates, which nobody does here


async def connect(path: str) -> aiosqlite.Connection:
    """Open a file."""
    connection = _Connection(lambda: sqlite3.connect(path, check_same_thread=False), _CHUNK)
    connection._thread.daemon = True  # noqa: SLF001 (a process ends although nobody closed it)
    return await connection


class _Connection(aiosqlite.Connection):
    def cursor(self) -> "_Cursor":  # type: ignore[override]
        """Make a cursor, which is no work for the thread."""
        return _Cursor(self, self._conn.cursor())

    async def commit(self) -> None:
        """Commit, where anything was begun."""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, where anything was begun."""
        if self.in_transaction:
            await super().rollback()


class _Cursor(aiosqlite.Cursor):
    _rows: list[Any]

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Execute and fetch."""
        trip: Any = self._execute
        self._rows = await trip(self._run, sql, tuple(parameters or ()))
        return self

    async def fetchall(self) -> list[Any]:
        """Return what was fetched."""
        return self._rows

    async def close(self) -> None:
        """Do nothing: all is fetched, and SQLite is done with it."""

    def _run(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        return self._cursor.execute(sql, parameters).fetchall()
