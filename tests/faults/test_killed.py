"""A SIGKILL at any step of the loop: what was acknowledged is not lost, nothing is done twice.

`make faults` takes every step of every story, `make test` those that `is_kept` names.
"""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections import Counter
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.faults import Fault, Switch
from sandbox.workspace.records import Patience
from tests.faults.every_story import STORIES
from tests.faults.moved_clock import MovedClock
from tests.faults.outcome import faults_of, names
from tests.faults.stories import REASSIGNMENT, Story
from tests.process import ROOT, process
from tests.scene import Scene, at_work, scene

LAUNCHER = (sys.executable, str(ROOT / "tests/faults/launcher.py"))
EVERY_STEP = os.environ.get("FAULTS") == "all"
PARTS = 4 if EVERY_STEP else 2
PATIENCE = Patience(acknowledgement=1.0)


@dataclass(frozen=True)
class Step:
    """Where the bot is killed: at the n-th call of this name, or at the n-th commit."""

    when: str
    what: str
    number: int

    def __str__(self) -> str:
        return f"{self.when} {self.what} {self.number}"


def launched(
    team: Scene, database: Path, kill_at: str = "never 0"
) -> AbstractAsyncContextManager[Process]:
    return process(team, database, LAUNCHER, KILL_AT=kill_at, CLOCK=str(clock_of(database)))


def clock_of(database: Path) -> Path:
    return database.with_suffix(".clock")


def at_ten(database: Path) -> AbstractAsyncContextManager[Scene]:
    """A scene whose clock the bot shares, in a process of its own."""
    return scene(at_work(MovedClock(clock_of(database))), patience=PATIENCE)


async def killed_at(story: Story, step: Step, database: Path) -> None:
    async with at_ten(database) as team:
        if step.what == "commit":
            kill_at, switch = f"{step.when} {step.number}", None
        else:
            kill_at, switch = "never 0", hold(team, step)
        people = asyncio.create_task(people_do(story, team))
        async with launched(team, database, kill_at) as first:
            at_the_step = first.wait() if switch is None else switch.reached.wait()
            # Two cards drawn in one go make one step less: then the story is told by now.
            ends = [
                asyncio.create_task(at_the_step),
                asyncio.create_task(is_told(story, team, people)),
            ]
            done, _ = await asyncio.wait(ends, timeout=30, return_when=asyncio.FIRST_COMPLETED)
            assert done, "neither the step nor the end came"
            for end in ends:
                end.cancel()
            if first.returncode is None:
                first.kill()
            await first.wait()
        team.workspace.faults.off()
        team.helpdesk.faults.off()
        async with launched(team, database):
            async with asyncio.timeout(30):
                await people
            await team.workspace.until(lambda: story.is_complete(team), 20)
            story.nothing_twice(team)
        story.is_written_down(database)


async def people_do(story: Story, team: Scene) -> None:
    await story.begins(team)
    await story.goes_on(team)


async def is_told(story: Story, team: Scene, people: asyncio.Task[None]) -> None:
    await asyncio.shield(people)
    await team.workspace.until(lambda: story.is_complete(team), 30)


def hold(team: Scene, step: Step) -> Switch:
    fault = Fault.HELD_BEFORE if step.when == "before" else Fault.HELD_AFTER
    return faults_of(team, step.what).on(step.what, fault, skip=step.number - 1)


async def steps(story: Story, database: Path) -> list[Step]:
    """Every step of what a story is about, as an undisturbed run makes them."""
    async with at_ten(database) as team, launched(team, database) as undisturbed:
        printed = Printed(undisturbed)
        await story.begins(team)
        calls_before, commits_before = Counter(names(team)), printed.commits
        await story.goes_on(team)
        await team.workspace.until(lambda: story.is_complete(team), 20)
        story.nothing_twice(team)
        undisturbed.kill()
        await printed.everything
        calls = Counter(names(team))
    assert printed.commits > commits_before + 5, "the launcher no longer sees the commits"
    places = [("commit", number) for number in range(commits_before + 1, printed.commits + 1)] + [
        (call, number)
        for call, times in calls.items()
        for number in range(calls_before[call] + 1, times + 1)
    ]
    every = [Step(when, *place) for place in places for when in ("before", "after")]
    return [step for step in every if EVERY_STEP or is_kept(step, story)]


def is_kept(step: Step, story: Story) -> bool:
    """Say whether a step is among those that are always taken."""
    if step.what.startswith("POST /") and not step.what.endswith("/search"):
        return True
    # What could come twice: each post; and a third of the commits, which all go one way.
    if (step.when, step.what) == ("after", "chat.postMessage"):
        return story in {REASSIGNMENT, STORIES["broken promise"]}
    return story is REASSIGNMENT and step.what == "commit" and step.number % 3 == 0


class Printed:
    """How many commits a bot has told of so far."""

    def __init__(self, bot: Process) -> None:
        assert bot.stdout
        self.commits = 0
        self.everything = asyncio.create_task(self._read(bot.stdout))

    async def _read(self, lines: asyncio.StreamReader) -> None:
        async for line in lines:
            self.commits += line.startswith(b"commit ")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", STORIES)
async def test_a_killed_bot_takes_up_where_it_was(tmp_path: Path, name: str, part: int) -> None:
    story = STORIES[name]
    every = await steps(story, tmp_path / "undisturbed.sqlite3")
    for number, step in enumerate(every[part::PARTS]):
        print(step)  # noqa: T201 (the list of steps is part of the result)
        try:
            await killed_at(story, step, tmp_path / f"{number}.sqlite3")
        except Exception as error:
            message = f"killed {step}: {error}"
            raise AssertionError(message) from error
