"""The database: one engine, and transactions that commit whole or not at all."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from contextvars import ContextVar
from functools import partial
from sqlite3 import OperationalError
from typing import Any

import structlog
from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from store.coalesce import Ask, Coalesced, K, V
from store.sqlite_driver import BEGIN, connect

log = structlog.get_logger()

_open: ContextVar[bool] = ContextVar("transaction open", default=False)


def transaction_is_open() -> bool:
    """Tell whether the present task is inside a transaction; no port may be called then."""
    return _open.get()


@contextmanager
def _marked_open() -> Iterator[None]:
    entered = _open.set(True)
    try:
        yield
    finally:
        _open.reset(entered)


class Database:
    """SQLite (a file) or PostgreSQL, by URL: `sqlite+aiosqlite:///x`, `postgresql+asyncpg://…`."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._reading = self.engine.execution_options(begin="BEGIN")
        self._asking = self.engine.execution_options(begin="")
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite has one writer at a time: queueing here is fair, its own busy wait is not.
        self._writer: asyncio.Lock | None = asyncio.Lock() if self.is_sqlite else None
        self._asked: dict[Ask[Any, Any], Coalesced[Any, Any]] = {}

    @asynccontextmanager
    async def transaction(
        self, after_commit: Callable[[], None] | None = None
    ) -> AsyncIterator[AsyncConnection]:
        """Write, at once or not at all; then call `after_commit`."""
        started = time.perf_counter()
        async with self._writer or nullcontext(), self.engine.begin() as connection:
            with _marked_open():
                yield connection
        log.debug("committed", ms=1000 * (time.perf_counter() - started))
        if after_commit:
            after_commit()

    @asynccontextmanager
    async def reading(self, *, once: bool = False) -> AsyncIterator[AsyncConnection]:
        """Read one state of everything; never waits for a writer.

        `once`: by a single statement, which needs no BEGIN of its own.
        """
        engine = self._asking if once else self._reading
        async with engine.begin() as connection:
            with _marked_open():
                yield connection

    async def one_of(self, ask: Ask[K, V], key: K) -> V | None:
        """Ask for one of many; whoever asks the same meanwhile is answered by one statement."""
        if ask not in self._asked:
            self._asked[ask] = Coalesced(ask, partial(self.reading, once=True))
        together: Coalesced[K, V] = self._asked[ask]
        return await together.answer(key)

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        """Change the tables themselves, at once or not at all.

        SQLite changes a table by copying it, which its foreign keys would forbid meanwhile; they
        cannot be switched inside a transaction.
        """
        async with self._writer or nullcontext(), self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            if self.is_sqlite:
                await driver.execute("PRAGMA foreign_keys=OFF")
            try:
                async with connection.begin():
                    yield connection
            finally:
                if self.is_sqlite:
                    await driver.execute("PRAGMA foreign_keys=ON")

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


_ATTEMPTS = 100
_PAUSE = 0.02
# An error names the statement, and not the people and texts in it.
_POOL: dict[str, Any] = {"pool_size": 20, "max_overflow": 10, "hide_parameters": True}

# A process that is stopped in the middle of a transaction does not keep its locks for ever.
_STALLED = {"server_settings": {"idle_in_transaction_session_timeout": "10s"}}


def _engine(url: str) -> AsyncEngine:
    if not url.startswith("sqlite"):
        return create_async_engine(url, **_POOL, pool_pre_ping=True, connect_args=_STALLED)
    path = make_url(url).database or ""
    engine = create_async_engine(url, **_POOL, async_creator=lambda: connect(path))
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 (the driver's own)
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=5000", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor)
    cursor.close()


def _write_ahead(cursor: Any) -> None:  # noqa: ANN401 (the driver's own)
    """Turn the log on; the file remembers it. Who comes second at that is not made to wait."""
    for attempt in range(_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer could only fail.
    begin = connection.get_execution_options().get("begin", BEGIN)
    if begin:
        connection.exec_driver_sql(begin)
