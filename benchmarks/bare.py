"""The peer: a bare Bolt app that keeps the same rows through SQLModel's session.

The same engine, the same PRAGMAs, the same commit; no look-ups, no rules, nobody told.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from benchmarks.served import SECRET, authorized
from benchmarks.stand_ins import a_context
from rulebook.kinds import KINDS
from store.database import Database
from store.migrate import migrate
from store.tables import ConcernRow, CopyRow, EffectRow, EventRow, IncomingRow, RequestRow
from workflows.incoming import Incoming
from workflows.requests.submit import submit

_ABOUT_ONE = (ConcernRow, EventRow, CopyRow, EffectRow)

Rows = dict[type[SQLModel], list[dict[str, Any]]]


@asynccontextmanager
async def bare(url: str) -> AsyncIterator[AsyncApp]:
    """Put it together."""
    database = Database(url)
    await migrate(database)
    rows = await _as_the_bot_keeps_them(database)
    app = AsyncApp(authorize=authorized, signing_secret=SECRET, process_before_response=True)

    @app.command("/reassign")
    async def reassign(ack: AsyncAck, body: dict[str, Any]) -> None:
        async with AsyncSession(database.engine) as session:
            await _keep(session, rows, body)
        await ack("Asked.")

    yield app
    await database.close()


async def _as_the_bot_keeps_them(database: Database) -> Rows:
    """Let the bot keep one request, and read its rows."""
    given = {"ticket": "999999", "new_owner": "U0BEA", "reason": "French speaker needed"}
    incoming = Incoming(key="trigger 1.0", by="U0AMIRA", name="amira")
    await submit(a_context(database, asyncio.Event()), incoming, KINDS["reassign"], given)
    async with AsyncSession(database.engine) as session:
        return {
            table: [_values(row) for row in await session.exec(select(table))]
            for table in (RequestRow, *_ABOUT_ONE)
        }


def _values(row: SQLModel) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).model_fields}


async def _keep(session: AsyncSession, rows: Rows, body: dict[str, Any]) -> None:
    ticket = body["text"].split()[0]
    (first,) = rows[RequestRow]
    own = {"id": None, "key": token_hex(4), "subject": f"reassign {ticket}"}
    request = RequestRow(**first | own)
    session.add(request)
    await session.flush()
    for table in _ABOUT_ONE:
        for row in rows[table]:
            its = {"request_id": request.id} | ({"id": None} if "id" in row else {})
            session.add(table(**row | its))
    key = f"trigger {body['trigger_id']}"
    session.add(IncomingRow(key=key, at=first["submitted_at"], request_id=request.id))
    await session.commit()
