"""Empty databases with their tables, one for each run: copied, because migrating takes longer."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import asyncpg

from store.database import Database
from store.migrate import migrate


class Fresh(Protocol):
    """Makes a database for one run and takes it away afterwards."""

    def __call__(self) -> AbstractContextManager[str]:
        """Yield its URL."""


def sqlite(folder: Path) -> Fresh:
    template = folder / "template.sqlite3"
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{template}"))

    @contextmanager
    def fresh() -> Iterator[str]:
        own = folder / uuid4().hex
        own.mkdir()
        path = shutil.copy(template, own / "countersign.sqlite3")
        try:
            yield f"sqlite+aiosqlite:///{path}"
        finally:
            shutil.rmtree(own)

    return fresh


def postgresql(socket: str) -> Fresh:
    """`socket` is the folder of a server's socket."""
    template = f"template_{uuid4().hex}"
    asyncio.run(_sql(socket, f'CREATE DATABASE "{template}"'))
    asyncio.run(_migrated(_url(socket, template)))

    @contextmanager
    def fresh() -> Iterator[str]:
        name = f"machine_{uuid4().hex}"
        asyncio.run(_sql(socket, f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        try:
            yield _url(socket, name)
        finally:
            asyncio.run(_sql(socket, f'DROP DATABASE "{name}" WITH (FORCE)'))

    return fresh


def _url(socket: str, name: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={socket}"


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


async def _sql(socket: str, statement: str) -> None:
    connection = await asyncpg.connect(host=socket, user="postgres", database="postgres")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
