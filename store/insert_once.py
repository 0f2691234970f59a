"""Rows that exist at most once, whoever comes first."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from store.tables import table_of


async def insert_once(tx: AsyncConnection, table: type[SQLModel], **values: object) -> bool:
    """Insert a row unless one with the same unique key is there. False: it was."""
    return (await tx.execute(_once(tx.dialect.name, table), values)).rowcount == 1


async def insert_all_once(
    tx: AsyncConnection, table: type[SQLModel], rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert every row of which no other has the unique key."""
    if rows:
        await tx.execute(_once(tx.dialect.name, table), rows)


@cache
def _once(dialect: str, table: type[SQLModel]) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(table_of(table)).on_conflict_do_nothing()
