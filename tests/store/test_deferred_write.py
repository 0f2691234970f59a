import pytest
from sqlalchemy import bindparam, text, update
from sqlalchemy.sql import column, table

from store.database import Database
from store.deferred_write import DeferredWrite, write_all
from tests.conftest import DATABASES

SEEN = table("seen", column("id"), column("place"), column("said"))
CHANGING = update(SEEN).where(SEEN.c.id == bindparam("its_id"))
EVERYTHING = {"place": "here", "said": "hello"}


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("first", [0, 1])
async def test_what_is_set_in_one_is_not_passed_over_for_another(
    database: Database, first: int
) -> None:
    writes = [
        DeferredWrite(CHANGING, {"its_id": 1, "said": "gone"}),
        DeferredWrite(CHANGING, {"its_id": 2, **EVERYTHING}),
    ]
    async with database.transaction() as tx:
        await tx.execute(text("CREATE TABLE seen (id INTEGER, place TEXT, said TEXT)"))
        await tx.execute(text("INSERT INTO seen VALUES (1, 'there', ''), (2, '', '')"))
        await write_all(tx, [writes[first], writes[1 - first]])
        rows = await tx.execute(text("SELECT id, place, said FROM seen ORDER BY id"))
    assert [tuple(row) for row in rows] == [(1, "there", "gone"), (2, "here", "hello")]
