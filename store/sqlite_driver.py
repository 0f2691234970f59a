"""aiosqlite, with fewer trips to SQLite's thread: a trip takes longer than most statements do.

A read is one trip where aiosqlite makes four. To begin writing is one, because it may wait for
another writer, and to commit is one, because it waits for the disk; in between nothing waits, and
our statements change few rows, so that they are executed at once.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Self

import aiosqlite

BEGIN = "BEGIN IMMEDIATE"
_CHUNK = 64  # rows at a time for whoever iterates, which nobody does here


async def connect(path: str) -> aiosqlite.Connection:
    """Open a file."""
    connection = _Connection(lambda: sqlite3.connect(path, check_same_thread=False), _CHUNK)
    connection._thread.daemon = True  # noqa: SLF001 (a process ends although nobody closed it)
    return await connection


class _Connection(aiosqlite.Connection):
    is_writing = False

    def cursor(self) -> "_Cursor":  # type: ignore[override]
        """Make a cursor, which is no work for the thread."""
        return _Cursor(self, self._conn.cursor())

    async def commit(self) -> None:
        """Commit, where anything was begun."""
        if self.in_transaction:
            await super().commit()
        self.is_writing = False

    async def rollback(self) -> None:
        """Roll back, where anything was begun."""
        if self.in_transaction:
            await super().rollback()
        self.is_writing = False


class _Cursor(aiosqlite.Cursor):
    _rows: list[Any]

    def __init__(self, connection: _Connection, cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._connection = connection

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Execute and fetch."""
        given = tuple(parameters or ())
        if self._connection.is_writing:
            self._rows = self._run(sql, given)
        else:
            trip: Any = self._execute
            self._rows = await trip(self._run, sql, given)
            self._connection.is_writing = sql == BEGIN
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        """Execute for each; nothing is fetched."""
        if self._connection.is_writing:
            self._cursor.executemany(sql, parameters)
        else:
            await super().executemany(sql, parameters)
        self._rows = []
        return self

    async def fetchall(self) -> list[Any]:
        """Return what was fetched."""
        return self._rows

    async def close(self) -> None:
        """Let go of the statement; one that lives on would keep its connection's lock."""
        with suppress(
            sqlite3.ProgrammingError
        ):  # the thread is still at it, and lets go of it then
            self._cursor.close()

    def _run(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        return self._cursor.execute(sql, parameters).fetchall()
