import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from store.database import Database
from tests.conftest import DATABASES

pytestmark = pytest.mark.parametrize("database_url", DATABASES[:1], indirect=True)


def trips(caplog: pytest.LogCaptureFixture) -> int:
    return sum(record.message.startswith("executing ") for record in caplog.records)


async def see_twice(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("INSERT INTO seen VALUES (1)"))
        await tx.execute(text("INSERT INTO seen VALUES (1)"))


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


async def test_what_sqlite_refuses_is_raised_and_leaves_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("CREATE TABLE seen (id INTEGER PRIMARY KEY)"))
    with pytest.raises(IntegrityError):
        await see_twice(database)
    async with database.reading() as tx:
        rows = await tx.execute(text("SELECT count(*) FROM seen"))
    assert rows.scalar_one() == 0
