"""Very many requests that were decided long ago, as the bot leaves them."""

import asyncio

from sqlalchemy import text

from benchmarks.stand_ins import a_context
from rulebook.kinds import KINDS
from store.database import Database
from workflows.incoming import Incoming
from workflows.requests.submit import submit

OLD = 100_000

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"


async def keep_old_requests(database: Database, many: int) -> None:
    """Keep so many on SQLite."""
    if not many:
        return
    given = {"ticket": "999999", "new_owner": "U0BEA", "reason": "French speaker needed"}
    incoming = Incoming(key="trigger 1.0", by="U0OLD", name="somebody")
    await submit(a_context(database, asyncio.Event()), incoming, KINDS["reassign"], given)
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE request SET state = 'denied'"))
        await tx.execute(text("UPDATE effect SET state = 'done'"))
        # Each table's rows of that one request, again for every other number.
        for table in ("request", "concern", "event", "copy", "effect", "delivery"):
            columns = (await tx.execute(text(f"PRAGMA table_info({table})"))).scalars(1).all()
            await tx.execute(text(_again(table, list(columns))), {"last": many})
        kept = await tx.execute(text("SELECT count(*) FROM request"))
        assert kept.scalar_one() == many


def _again(table: str, columns: list[str]) -> str:
    its = {"request_id": "n.i", "lane": "lane || n.i", "ticket": "i", "subject": "''"}
    own = its | ({"id": "n.i"} if table == "request" else {})
    own |= {"key": "key || n.i"}
    kept = [name for name in columns if name != "id" or table == "request"]
    chosen = ", ".join(own.get(name, f't."{name}"') for name in kept)
    names = ", ".join(f'"{name}"' for name in kept)
    return f"INSERT INTO {table} ({names}) {_NUMBERS} SELECT {chosen} FROM n, {table} t"  # noqa: S608
