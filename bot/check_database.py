"""The database, checked; neither a file nor a table is made by it."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import SettingsError
from store.database import Database
from store.migrate import config

_MADE = "Database: works; its tables are made when the bot starts."
_NEWER = (
    "Database: its tables are from a newer version: run that version, or set another DATABASE_URL."
)
_OLDER = (
    "Database: works, but its tables are from an older version: "
    "python -m bot migrate (or just start the bot)"
)


async def database_works(url: str) -> str:
    """Say what the database is like. Raises SettingsError where the bot could not use it."""
    given = _parts(url)
    try:
        return _MADE if _is_yet_to_be_made(given) else _said_of(await _revision(url))
    except SettingsError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever the driver raises, it is one line)
        lines = str(getattr(error, "orig", error)).splitlines() or [type(error).__name__]
        message = f"Database: {_without_password(lines[0], given)}. Is DATABASE_URL right?"
        raise SettingsError(message) from None


def _parts(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        # What these say may quote a piece of the password.
        message = (
            "DATABASE_URL cannot be read: write it as postgresql+asyncpg://user:password@host/name."
        )
        raise SettingsError(message) from None


def _is_yet_to_be_made(given: URL) -> bool:
    """Tell whether it is a file that is not there yet: to look into it would make it."""
    if given.get_backend_name() != "sqlite":
        return False
    path = Path(given.database or "")
    if not path.parent.is_dir():
        message = f"Database: there is no folder {path.parent}. Is DATABASE_URL right?"
        raise SettingsError(message)
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


async def _revision(url: str) -> str | None:
    database = Database(url)
    try:
        async with database.reading() as tx:
            return await tx.run_sync(
                lambda sync: MigrationContext.configure(sync).get_current_revision()
            )
    finally:
        await database.close()


def _said_of(revision: str | None) -> str:
    if revision is None:
        return _MADE
    scripts = ScriptDirectory.from_config(config())
    if revision == scripts.get_current_head():
        return "Database: works, with the newest tables."
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise SettingsError(_NEWER)
    return _OLDER


def _without_password(line: str, given: URL) -> str:
    return line.replace(given.password, "…") if given.password else line
