"""The story of a promise that nobody keeps: reminded of twice, then broken."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.faults.people import connected
from tests.faults.stories import Story, received
from tests.scene import Scene

FIRST = "Update due in 1 hour"
SECOND = "Update due in 15 minutes"
OVERDUE = "Update overdue"
BROKEN = "Promise broken"


class BrokenPromise(Story):
    """Promised at ten for two o'clock; each reminder takes the place of the one before."""

    name = "broken promise"
    asked = FIRST

    async def begins(self, team: Scene) -> None:
        """Nothing is promised yet."""
        await connected(team)

    async def goes_on(self, team: Scene) -> None:
        while not await self._promises(team):
            await connected(team)
        for passes, words in ((180, FIRST), (45, SECOND), (15, OVERDUE)):
            team.clock.move(timedelta(minutes=passes))
            await team.workspace.until(partial(is_posted, team, words), 20)

    async def _promises(self, team: Scene) -> bool:
        """Whether it is promised now: a helpdesk that was not heard is asked again."""
        outcome = await team.workspace.types(team.omar, "/promise 4711 14:00")
        return "promised" in team.answer(outcome).lower()

    def told(self, team: Scene) -> tuple[tuple[str, str], ...]:
        return (team.omar, OVERDUE), (team.lina, BROKEN)

    def is_complete(self, team: Scene) -> bool:
        return super().is_complete(team) and received(team, team.omar) == 1

    def check(self, team: Scene) -> None:
        assert headlines(team) == Counter((FIRST, SECOND, OVERDUE, BROKEN))
        assert team.notes() == []

    def is_written_down(self, database: Path) -> None:
        with closing(sqlite3.connect(database)) as connection:
            kept = connection.execute("SELECT what FROM event").fetchall()
            ((state, broken),) = connection.execute("SELECT state, broken_at FROM promise")
        assert [what for (what,) in kept] == ["update promised", "update broken"]
        assert state == "open"
        assert broken


def step_of(headline: str) -> str:
    """Which reminder it is: each tells how much time is left when it is drawn."""
    left = re.fullmatch("Update due in ([0-9]+) minutes?", headline)
    if left is None:
        return headline
    return FIRST if int(left[1]) > 15 else SECOND


def is_posted(team: Scene, words: str) -> bool:
    return words in headlines(team)


def headlines(team: Scene) -> Counter[str]:
    """How often each message was posted, whether it still stands or not."""
    return Counter(
        step_of(call.answer["message"]["text"].partition(":")[0])
        for call in team.workspace.calls
        if call.method == "chat.postMessage" and call.answer.get("ok")
    )
