"""How the story has to end, whatever went wrong on the way."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from sandbox.faults import Faults
from tests.scene import Scene


def names(team: Scene) -> list[str]:
    """Every call so far, as its service names it."""
    slack = [call.method for call in team.workspace.calls]
    return slack + [call.name for call in team.helpdesk.calls]


def url(database: Path) -> str:
    return f"sqlite+aiosqlite:///{database}"


def faults_of(team: Scene, call: str) -> Faults:
    return team.helpdesk.faults if " " in call else team.workspace.faults


def told(team: Scene) -> tuple[tuple[str, str], ...]:
    """Who reads what in the end, each once and each in a message of its own."""
    return (
        (team.lina, "Note written"),
        (team.amira, "Note written"),
        (team.amira, "it is done"),
        (team.bea, "is yours now"),
        (team.omar, "now: "),
    )


def is_complete(team: Scene) -> bool:
    return all(words in team.words(person) for person, words in told(team))


def nothing_twice(team: Scene) -> None:
    (note,) = team.notes()
    assert note.author.name == "Lina"
    history = team.helpdesk.ticket("4711").history
    assert Counter(part.kind for part in history)["assignment"] == 1
    for person, words in told(team):
        assert team.words(person).count(words) == 1, team.words(person)
    for person, times in Counter(person for person, _ in told(team)).items():
        assert received(team, person) == times, team.words(person)
    assert team.helpdesk.customer_receives == []


def received(team: Scene, person: str) -> int:
    """How many messages somebody has, with those in threads."""
    channel = team.workspace.direct(person)
    threads = [team.workspace.messages(channel, person, card["ts"]) for card in team.cards(person)]
    return sum(map(len, threads))


async def ends_the_same(team: Scene, database: Path) -> None:
    await team.workspace.until(lambda: is_complete(team), 20)
    await at_rest(team, database)
    nothing_twice(team)


async def at_rest(team: Scene, database: Path) -> None:
    """Wait until the outbox is empty: what was tried again has shown what it does by then."""
    await _none(team, database, "state IN ('due', 'waiting')")


async def nothing_under_way(team: Scene, database: Path) -> None:
    """Wait until everything that was tried is written down."""
    await _none(team, database, "leased_until IS NOT NULL")


async def _none(team: Scene, database: Path, effects: str) -> None:
    pool = team.bot.office.database.engine.sync_engine.pool
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
