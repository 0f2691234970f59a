"""How the story has to end, whatever went wrong on the way."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from sandbox.faults import Faults
from tests.faults.stories import REASSIGNMENT, Story
from tests.scene import Scene


def names(team: Scene) -> list[str]:
    """Every call so far, as its service names it."""
    slack = [call.method for call in team.workspace.calls]
    return slack + [call.name for call in team.helpdesk.calls]


def url(database: Path) -> str:
    return f"sqlite+aiosqlite:///{database}"


def faults_of(team: Scene, call: str) -> Faults:
    return team.helpdesk.faults if " " in call else team.workspace.faults


async def ends_the_same(team: Scene, database: Path, story: Story = REASSIGNMENT) -> None:
    await team.workspace.until(lambda: story.is_complete(team), 20)
    await at_rest(team, database)
    story.nothing_twice(team)
    story.is_written_down(database)


async def at_rest(team: Scene, database: Path) -> None:
    """Wait until nothing is due: what was tried again has shown what it does by then."""
    now = f"{team.clock.now():%Y-%m-%d %H:%M:%S.%f}"
    await _none(team, database, f"state = 'waiting' OR state = 'due' AND due_at <= '{now}'")


async def nothing_under_way(team: Scene, database: Path) -> None:
    """Wait until everything that was tried is written down."""
    await _none(team, database, "leased_until IS NOT NULL")


async def _none(team: Scene, database: Path, effects: str) -> None:
    pool = team.bot.context.database.engine.sync_engine.pool
    count = f"SELECT count(*) FROM effect WHERE {effects}"

    def given_back(*_: object) -> None:
        team.workspace.changes.happened()

    def is_so() -> bool:
        with closing(sqlite3.connect(database)) as connection:
            return bool(connection.execute(count).fetchone() == (0,))

    event.listen(pool, "checkin", given_back)
    try:
        await team.workspace.until(is_so, 20)
    finally:
        event.remove(pool, "checkin", given_back)
