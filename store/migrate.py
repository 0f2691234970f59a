"""Bring the tables up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from store.database import Database

# Any number will do, as long as every replica takes the same.
_LOCK = 4711


async def migrate(database: Database) -> None:
    """Run every migration that is missing; replicas that start together wait for one another."""
    async with database.migrating() as tx:
        if not database.is_sqlite:
            await tx.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await tx.run_sync(_upgrade)


async def is_migrated(database: Database) -> bool:
    """Tell whether the database has the newest tables."""
    async with database.reading() as tx:
        present = await tx.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    return present == ScriptDirectory.from_config(config()).get_current_head()


def config() -> Config:
    """Alembic's configuration; there is no ini file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def _upgrade(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
