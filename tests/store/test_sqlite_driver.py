import inspect
import logging
from collections.abc import Callable
from hashlib import sha256

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_cursor
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.exc import IntegrityError

from store.database import Database
from tests.conftest import DATABASES

on_sqlite = pytest.mark.parametrize("database_url", DATABASES[:1], indirect=True)


def trips(caplog: pytest.LogCaptureFixture) -> int:
    return sum(record.message.startswith("executing ") for record in caplog.records)


async def see_twice(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("INSERT INTO seen VALUES (1)"))
        await tx.execute(text("INSERT INTO seen VALUES (1)"))


@on_sqlite
async def test_a_statement_is_one_trip_to_the_thread(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.reading(once=True) as tx:
        await tx.execute(text("SELECT 1"))
    with caplog.at_level(logging.DEBUG, logger="aiosqlite"):
        async with database.reading(once=True) as tx:
            rows = await tx.execute(text("SELECT 1 UNION SELECT 2"))
    assert rows.scalars().all() == [1, 2]
    assert trips(caplog) == 1


@on_sqlite
async def test_a_transaction_is_a_trip_at_each_end(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("CREATE TABLE seen (id INTEGER PRIMARY KEY)"))
    with caplog.at_level(logging.DEBUG, logger="aiosqlite"):
        async with database.transaction() as tx:
            await tx.execute(text("INSERT INTO seen VALUES (:id)"), [{"id": 1}, {"id": 2}])
            await tx.execute(text("SELECT count(*) FROM seen"))
    assert trips(caplog) == 2


@on_sqlite
async def test_what_sqlite_refuses_is_raised_and_leaves_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("CREATE TABLE seen (id INTEGER PRIMARY KEY)"))
    with pytest.raises(IntegrityError):
        await see_twice(database)
    async with database.reading() as tx:
        rows = await tx.execute(text("SELECT count(*) FROM seen"))
    assert rows.scalar_one() == 0


def fingerprint(*members: Callable[..., object] | property) -> str:
    """A short hash of the source of these members of a library."""
    functions = (each.fget if isinstance(each, property) else each for each in members)
    sources = [inspect.getsource(each) for each in functions if each]
    return sha256("".join(sources).encode()).hexdigest()[:12]


def test_what_is_overridden_in_aiosqlite_is_as_it_was_read() -> None:
    """Where this fails the library has changed: read these members again, then write down anew."""
    connection = ("__init__", "__await__", "_conn", "_connect", "_execute", "commit", "rollback")
    cursor = ("__init__", "_execute", "execute", "executemany", "fetchall", "close")
    assert [
        fingerprint(*(vars(aiosqlite.Connection)[name] for name in connection)),
        fingerprint(*(vars(aiosqlite.Cursor)[name] for name in cursor)),
    ] == ["d95b7b2bffd7", "cd14aa366a72"]


def test_sqlalchemy_calls_the_driver_as_it_was_read() -> None:
    """The same of who calls: which cursors it makes, what it fetches, when it lets go."""
    assert fingerprint(AsyncAdapt_dbapi_cursor, AsyncAdapt_aiosqlite_connection) == "5157d00ed0ab"
