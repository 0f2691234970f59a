"""A large team, each of whom promised several customers something."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import event, func, or_, select
from sqlmodel import col

from bot.app import put_together
from bot.running import running
from connectors.slack import SLACKS_LIMITS
from store.database import Database
from store.tables import EffectRow, EffectState
from tests.faults.people import connected
from tests.faults.promised import step_of
from tests.scene import Scene

OWNERS = 12
EACH = 5
LONG = 40  # seconds, for everything that is due at once
SOON = timedelta(seconds=2)

Owned = dict[str, str]


def hire(team: Scene, owners: int = OWNERS, each: int = EACH) -> Owned:
    """Add people with tickets of their own; return whose (a Slack id) each ticket (a number) is."""
    customer = team.helpdesk.add_contact("Jo Doe", "jo@acme.example", "Acme")
    owned: Owned = {}
    for person in range(owners):
        email = f"owner{person}@example.com"
        member = team.workspace.add_person(f"owner{person}", email)
        admin = team.helpdesk.add_admin(f"Owner {person}", email)
        for ticket in range(each):
            number = f"{5000 + person * 100 + ticket}"
            team.helpdesk.add_conversation("Export", customer, number=number, owner=admin)
            owned[number] = member["id"]
    return owned


async def promise_all(team: Scene, owned: Owned, apart: timedelta = timedelta()) -> None:
    """Promise an update for 14:00 about every other ticket, and four hours ahead of the rest.

    Time moves on by `apart` after each of the latter.
    """
    for count, (number, owner) in enumerate(owned.items()):
        when = "4h" if count % 2 else "14:00"
        await connected(team)
        assert (await team.workspace.types(owner, f"/promise {number} {when}")).ok
        if count % 2:
            team.clock.move(apart)


def move_to(team: Scene, at: datetime) -> None:
    """Move the clock to an instant."""
    team.clock.move(at - team.clock.now())


Posts = Counter[tuple[str, str]]


def posts(team: Scene) -> Posts:
    """How often what was posted to whom, whether it still stands or not; without the title."""
    people = {team.workspace.direct(user["id"]): user["id"] for user in team.workspace.people.all()}
    return Counter(
        (people[call.answer["channel"]], _without_title(call.answer["message"]["text"]))
        for call in team.workspace.calls
        if call.method == "chat.postMessage" and call.answer.get("ok")
    )


def _without_title(text: str) -> str:
    headline, _, ticket = text.removesuffix(" Export").partition(": ")
    return f"{step_of(headline)}: {ticket}"


def each_once(owned: Owned, *headlines: str) -> Posts:
    """Every owner has each of these for each of their tickets."""
    return Counter(
        (owner, f"{headline}: #{number}")
        for number, owner in owned.items()
        for headline in headlines
    )


async def are_posted(team: Scene, many: int) -> None:
    """Wait for so many messages altogether."""
    await team.workspace.until(lambda: posts(team).total() >= many, LONG)


async def nothing_is_due(team: Scene, database_url: str) -> None:
    """Wait until nothing is due or tried again soon: what could come twice has come by then."""
    database = Database(database_url)
    pools = [bot.context.database.engine.sync_engine.pool for bot in team.bots]

    def given_back(*_: object) -> None:
        team.workspace.changes.happened()

    for pool in pools:
        event.listen(pool, "checkin", given_back)
    try:
        async with asyncio.timeout(LONG):
            seen = team.workspace.changes.count
            while await _due(database, team.clock.now() + SOON):
                await team.workspace.changes.after(seen)
                seen = team.workspace.changes.count
    finally:
        for pool in pools:
            event.remove(pool, "checkin", given_back)
        await database.close()


async def _due(database: Database, by: datetime) -> int:
    is_due = (col(EffectRow.state).in_([EffectState.DUE, EffectState.SCHEDULED])) & (
        col(EffectRow.due_at) <= by
    )
    waits = col(EffectRow.state) == EffectState.WAITING
    asked = select(func.count()).select_from(EffectRow).where(or_(is_due, waits))
    async with database.reading() as tx:
        return int((await tx.execute(asked)).scalar_one())


@asynccontextmanager
async def started_at_once(
    team: Scene, database_url: str, replicas: int = 2
) -> AsyncIterator[Scene]:
    """Run replicas that begin to work at the same moment."""
    async with AsyncExitStack() as stack:
        new = [
            await stack.enter_async_context(
                put_together(
                    team.settings(database_url),
                    clock=team.clock.now,
                    slack_limits=SLACKS_LIMITS.raised(1_000),
                )
            )
            for _ in range(replicas)
        ]
        await asyncio.gather(*(stack.enter_async_context(running(bot)) for bot in new))
        team.bots[:] = new
        yield team
