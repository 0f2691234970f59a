"""A SIGKILL at every step of the loop: what was acknowledged is not lost, nothing is done twice."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.faults import Fault, Faults, Switch
from sandbox.workspace.records import Patience
from tests.scene import Scene, scene

ROOT = Path(__file__).parents[2]
LAUNCHER = [sys.executable, str(ROOT / "tests/faults/launcher.py")]
PATIENCE = Patience(acknowledgement=1.0)


@dataclass(frozen=True)
class Step:
    """Where the bot is killed: at the n-th call of this name, or at the n-th commit."""

    when: str
    what: str
    number: int

    def __str__(self) -> str:
        return f"{self.when} {self.what} {self.number}"


def names(team: Scene) -> list[str]:
    """Every call so far, as its service names it."""
    slack = [call.method for call in team.workspace.calls]
    return slack + [call.name for call in team.helpdesk.calls]


def environment(team: Scene, database: Path, kill_at: str = "") -> dict[str, str]:
    app = team.workspace.app
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "KILL_AT": kill_at,
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_API_URL": f"{team.url}/api/",
        "MANAGER": team.mubeen,
        "SHIFT_LEADS": team.lina,
        "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
        "INTERCOM_ACCESS_TOKEN": team.helpdesk.token,
        "INTERCOM_API_URL": f"{team.url}/intercom",
        # Always open: this process's clock is the machine's.
        "SUPPORT_HOURS": "00:00-23:59:59.999999",
        "SUPPORT_DAYS": "Mon-Sun",
        "HOLIDAYS": "",
        "PORT": "0",
        "LOG_LEVEL": "ERROR",
    } | ({} if kill_at else {"KILL_AT": "never 0"})


@asynccontextmanager
async def process(
    team: Scene, database: Path, kill_at: str = "", command: list[str] = LAUNCHER
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot until the block ends; its standard output is read at the end."""
    started = await asyncio.create_subprocess_exec(
        *command,
        cwd=database.parent,
        env=environment(team, database, kill_at),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


async def connected(team: Scene) -> None:
    await team.workspace.until(lambda: team.workspace.sockets.connections, 20)


async def people_go_on(team: Scene) -> None:
    """Ask and approve, and do it again where Slack says that it failed."""
    await connected(team)
    while not (await team.asks(team.amira)).ok:
        await connected(team)
    await team.sees(team.lina, "French speaker needed", 20)
    while "approve" in team.buttons(team.lina):
        if (await team.presses(team.lina, "approve")).ok:
            return
        await connected(team)


def is_complete(team: Scene) -> bool:
    return all(
        words in team.words(person)
        for person, words in (
            (team.lina, "Note written"),
            (team.amira, "Note written"),
            (team.amira, "it is done"),
            (team.bea, "is yours now"),
            (team.omar, "now: "),
        )
    )


def nothing_twice(team: Scene) -> None:
    assert len(team.notes()) == 1
    history = team.helpdesk.ticket("4711").history
    assert Counter(part.kind for part in history)["assignment"] == 1
    for person, times in ((team.lina, 1), (team.amira, 1), (team.bea, 1), (team.omar, 1)):
        assert len(team.cards(person)) == times, team.words(person)
    assert team.words(team.amira).count("it is done") == 1
    assert team.helpdesk.customer_receives == []


async def killed_at(step: Step, database: Path) -> None:
    async with scene(patience=PATIENCE) as team:
        if step.what == "commit":
            kill_at, switch = f"{step.when} {step.number}", None
        else:
            kill_at, switch = "", hold(team, step)
        people = asyncio.create_task(people_go_on(team))
        async with process(team, database, kill_at) as first:
            if switch:
                async with asyncio.timeout(20):
                    await switch.reached.wait()
                first.kill()
            async with asyncio.timeout(20):
                await first.wait()
        team.workspace.faults.off()
        team.helpdesk.faults.off()
        async with process(team, database):
            async with asyncio.timeout(30):
                await people
            await team.workspace.until(lambda: is_complete(team), 20)
            nothing_twice(team)


def faults_of(team: Scene, call: str) -> Faults:
    return team.helpdesk.faults if " " in call else team.workspace.faults


def hold(team: Scene, step: Step) -> Switch:
    fault = Fault.HELD_BEFORE if step.when == "before" else Fault.HELD_AFTER
    return faults_of(team, step.what).on(step.what, fault, skip=step.number - 1)


async def steps(database: Path) -> list[Step]:
    """Every step of the loop, as an undisturbed run makes them."""
    async with scene(patience=PATIENCE) as team, process(team, database) as undisturbed:
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
