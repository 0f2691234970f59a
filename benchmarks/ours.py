"""The bot, with an outside that answers at once: what it adds is measured, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.async_app import AsyncApp

from benchmarks.served import SECRET, authorized
from benchmarks.stand_ins import a_context
from handlers import listen
from handlers.traced_app import TracedApp
from store.database import Database
from store.migrate import migrate


@asynccontextmanager
async def ours(url: str) -> AsyncIterator[AsyncApp]:
    """Put it together; what is queued waits, as nobody works the outbox."""
    database = Database(url)
    await migrate(database)
    app = TracedApp(authorize=authorized, signing_secret=SECRET, process_before_response=True)
    listen(app, a_context(database, asyncio.Event()))
    yield app
    await database.close()
