import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from rulebook.duty import Shift
from rulebook.promises import Promised
from rulebook.roster import RosterChange
from rulebook.tickets import Ticket, TicketState
from store import inbox, promises, roster
from store.columns import Kept, Moment
from store.database import Database, transaction_is_open
from store.migrate import is_migrated, migrate
from tests.conftest import DATABASES

both = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 3, 2, 12, tzinfo=NEW_YORK)


async def promised(tx: AsyncConnection, key: str, due: datetime) -> None:
    ticket = Ticket(key=key, number="1", title="", link="", state=TicketState.OPEN)
    await promises.add(tx, Promised.UPDATE, ticket, due=due, made_at=NOON)


@both
async def test_an_instant_comes_back_as_the_same_instant_on_both_days_the_clocks_change(
    database: Database,
) -> None:
    for day in (datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK), _second_half_past_one()):
        async with database.transaction() as tx:
            await promised(tx, f"{day}", day)
            due = await promises.next_due(tx, f"{day}")
        assert due is not None
        assert (due, due.utcoffset()) == (day.astimezone(UTC), timedelta())


def _second_half_past_one() -> datetime:
    return datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1)


@both
async def test_an_instant_without_a_zone_is_an_error(database: Database) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(Exception, match="no time zone"):
        async with database.transaction() as tx:
            await promised(tx, "1", naive)


@both
async def test_a_transaction_that_fails_leaves_nothing_and_wakes_nobody(
    database: Database,
) -> None:
    woken: list[bool] = []

    async def fail() -> None:
        async with database.transaction(lambda: woken.append(True)) as tx:
            await inbox.first(tx, "trigger 1", NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction(lambda: woken.append(True)) as tx:
        assert await inbox.first(tx, "trigger 1", NOON)
        assert not woken
    assert woken == [True]


@both
async def test_a_delivery_is_first_once_however_many_come_at_once(database: Database) -> None:
    async def deliver() -> bool:
        async with database.transaction() as tx:
            return await inbox.first(tx, "trigger 1", NOON)

    assert sum(await asyncio.gather(*(deliver() for _ in range(10)))) == 1


@both
async def test_a_reader_is_not_held_up_by_a_writer(database: Database) -> None:
    async with database.transaction() as writing:
        await inbox.first(writing, "trigger 1", NOON)
        async with asyncio.timeout(2), database.reading() as tx:
            assert not await promises.due_by(tx, NOON, 1)


@both
async def test_it_is_known_whether_a_transaction_is_open(database: Database) -> None:
    assert not transaction_is_open()
    async with database.transaction():
        assert transaction_is_open()
    async with database.reading():
        assert transaction_is_open()
    assert not transaction_is_open()


@both
async def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection, opts={"compare_type": _compare, "compare_server_default": True}
        )
        return list(compare_metadata(context, SQLModel.metadata))

    async with database.reading() as tx:
        assert await tx.run_sync(differences) == []


def _compare(_context: object, _column: object, _meta: object, _is: object, ours: object) -> object:
    # Ours are kept as plain timestamps and JSON, which is what the migrations say.
    return False if isinstance(ours, Moment | Kept) else None


@both
async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await migrate(database)
    assert await is_migrated(database)


async def test_replicas_that_start_together_migrate_once(tmp_path: object) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/new.sqlite3"
    replicas = [Database(url) for _ in range(3)]
    await asyncio.gather(*(migrate(replica) for replica in replicas))
    assert await is_migrated(replicas[0])
    for replica in replicas:
        await replica.close()


@both
async def test_the_roster_is_kept_as_it_was_written(database: Database) -> None:
    shift = Shift(lead="U1", weekday=0, starts=NOON.time(), ends=NOON.time().replace(hour=18))
    async with database.transaction() as tx:
        await roster.change(tx, RosterChange(add=(shift,)))
        (entry,) = await roster.entries(tx)
        assert entry.shift == shift
        await roster.change(tx, RosterChange(remove=frozenset({entry.id})))
        assert await roster.entries(tx) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_stalls_in_a_transaction_is_ended_by_the_server(database: Database) -> None:
    async with database.reading() as tx:
        rows = await tx.execute(text("SHOW idle_in_transaction_session_timeout"))
    assert rows.scalar_one() == "10s"
