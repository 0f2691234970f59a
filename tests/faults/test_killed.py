"""A SIGKILL at every step of the loop: what was acknowledged is not lost, nothing is done twice."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections import Counter
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.faults import Fault, Switch
from sandbox.workspace.records import Patience
from tests.faults.outcome import faults_of, is_complete, names, nothing_twice
from tests.faults.people import people_go_on
from tests.process import ROOT, process
from tests.scene import Scene, scene

LAUNCHER = (sys.executable, str(ROOT / "tests/faults/launcher.py"))
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
    return process(team, database, LAUNCHER, KILL_AT=kill_at)


async def killed_at(step: Step, database: Path) -> None:
    async with scene(patience=PATIENCE) as team:
        if step.what == "commit":
            kill_at, switch = f"{step.when} {step.number}", None
        else:
            kill_at, switch = "never 0", hold(team, step)
        people = asyncio.create_task(people_go_on(team))
        async with launched(team, database, kill_at) as first:
            at_the_step = first.wait() if switch is None else switch.reached.wait()
            # Two cards drawn in one go make one step less: then the story is told by now.
            ends = [asyncio.create_task(at_the_step), asyncio.create_task(told(team, people))]
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
            await team.workspace.until(lambda: is_complete(team), 20)
            nothing_twice(team)


async def told(team: Scene, people: asyncio.Task[None]) -> None:
    await asyncio.shield(people)
    await team.workspace.until(lambda: is_complete(team), 30)


def hold(team: Scene, step: Step) -> Switch:
    fault = Fault.HELD_BEFORE if step.when == "before" else Fault.HELD_AFTER
    return faults_of(team, step.what).on(step.what, fault, skip=step.number - 1)


async def steps(database: Path) -> list[Step]:
    """Every step of the loop, as an undisturbed run makes them."""
    async with scene(patience=PATIENCE) as team, launched(team, database) as undisturbed:
        await people_go_on(team)
        await team.workspace.until(lambda: is_complete(team), 20)
        nothing_twice(team)
        undisturbed.kill()
        assert undisturbed.stdout
        printed = (await undisturbed.stdout.read()).decode()
        calls = Counter(names(team))
    commits = printed.count("commit ")
    assert commits > 10, "the launcher no longer sees the commits"
    places = [("commit", number) for number in range(1, commits + 1)] + [
        (call, number) for call, times in calls.items() for number in range(1, times + 1)
    ]
    return [Step(when, *place) for place in places for when in ("before", "after")]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(4))
async def test_a_killed_bot_takes_up_where_it_was(tmp_path: Path, part: int) -> None:
    every = await steps(tmp_path / "undisturbed.sqlite3")
    for number, step in enumerate(every[part::4]):
        print(step)  # noqa: T201 (the list of steps is part of the result)
        try:
            await killed_at(step, tmp_path / f"{number}.sqlite3")
        except Exception as error:
            message = f"killed {step}: {error}"
            raise AssertionError(message) from error
