"""Rows that exist at most once, whoever comes first."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel


async def insert_once(tx: AsyncConnection, table: type[SQLModel], **values: object) -> bool:
    """Insert a row unless one with the same unique key is there. False: it was."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    inserted = await tx.execute(dialect.insert(table).values(**values).on_conflict_do_nothing())
    return inserted.rowcount == 1
