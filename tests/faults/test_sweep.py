"""Many promises come due at once: each reminder once, none missing, whatever happens meanwhile."""

import os
import signal
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from sandbox.faults import Fault
from tests.faults.moved_clock import MovedClock
from tests.faults.owners import (
    EACH,
    LONG,
    OWNERS,
    Owned,
    are_posted,
    each_once,
    hire,
    move_to,
    nothing_is_due,
    posts,
    promise_all,
    started_at_once,
)
from tests.faults.promised import BROKEN, FIRST, OVERDUE, SECOND, headlines, is_posted
from tests.process import ROOT, process
from tests.scene import Scene, at_work, bots, scene

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ALL = OWNERS * EACH
AWAY = "While I was away"
REPLICA = (sys.executable, str(ROOT / "tests/faults/replica.py"))
READ = "GET /conversations/{id}"
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def sometimes(*more: object) -> tuple[object, ...]:
    """What only `make faults` takes."""
    return more if os.environ.get("FAULTS") == "all" else ()


@pytest.fixture
async def team() -> AsyncIterator[Scene]:
    """The people and their tickets at ten o'clock, and no bot yet."""
    async with scene() as opened:
        yield opened
        assert opened.helpdesk.customer_receives == []


def leads(team: Scene, owned: Owned) -> Counter[tuple[str, str]]:
    return Counter((team.lina, f"{BROKEN}: #{number}") for number in owned)


# Two replicas


@on_postgresql
async def test_two_replicas_remind_everybody_once(team: Scene, database_url: str) -> None:
    ten, owned = team.clock.now(), hire(team)
    async with bots(team, database_url, replicas=2):
        await promise_all(team, owned, apart=timedelta(seconds=2))
        move_to(team, ten + 3 * HOUR + 1.2 * MINUTE)
        await are_posted(team, ALL)
        await nothing_is_due(team, database_url)
        assert posts(team) == each_once(owned, FIRST)

        team.clock.move(45 * MINUTE)
        await are_posted(team, 2 * ALL)
        await nothing_is_due(team, database_url)
        assert posts(team) == each_once(owned, FIRST, SECOND)
        assert all(len(team.cards(owner)) == EACH for owner in owned.values())

        team.clock.move(15 * MINUTE)
        await are_posted(team, 4 * ALL)
        await nothing_is_due(team, database_url)
        assert posts(team) == each_once(owned, FIRST, SECOND, OVERDUE) + leads(team, owned)


@on_postgresql
async def test_what_came_due_while_nobody_was_there_is_one_message_each(
    team: Scene, database_url: str
) -> None:
    owned = hire(team)
    async with bots(team, database_url):
        await promise_all(team, owned)
    team.clock.move(6 * HOUR)
    async with started_at_once(team, database_url):
        await are_posted(team, OWNERS + 1)
        await nothing_is_due(team, database_url)
    told = dict.fromkeys(owned.values(), f"{AWAY}: {EACH} promises, {EACH} overdue")
    told[team.lina] = f"{AWAY}: {ALL} promises, {ALL} overdue"
    assert posts(team) == Counter(told.items())


def launched(team: Scene, folder: Path, database_url: str) -> AbstractAsyncContextManager[Process]:
    more = {"DATABASE_URL": database_url, "CLOCK": str(folder / "clock")}
    return process(team, folder / "none", REPLICA, **more)


async def finished(replica: Process) -> None:
    """Let it end what is under way, if it still runs."""
    if replica.returncode is None:
        replica.send_signal(signal.SIGCONT)
        replica.terminate()
    await replica.wait()


@on_postgresql
@pytest.mark.parametrize("ends", [signal.SIGKILL, signal.SIGSTOP, *sometimes(signal.SIGTERM)])
async def test_a_replica_that_ends_in_the_middle_leaves_nothing_undone(
    tmp_path: Path, database_url: str, ends: signal.Signals
) -> None:
    clock = at_work(MovedClock(tmp_path / "clock"))
    async with scene(clock) as team:
        ten, owned = team.clock.now(), hire(team)
        async with bots(team, database_url):
            await promise_all(team, owned)
        async with (
            launched(team, tmp_path, database_url) as first,
            launched(team, tmp_path, database_url) as second,
        ):
            await team.workspace.until(lambda: team.workspace.sockets.connections == 2, LONG)
            move_to(team, ten + 3 * HOUR + MINUTE)
            await are_posted(team, OWNERS)
            first.send_signal(ends)
            await are_posted(team, ALL)
            await finished(first)
            await finished(second)
        async with bots(team, database_url):  # nothing is left that it could do again
            await nothing_is_due(team, database_url)
        assert posts(team) == each_once(owned, FIRST)


# The helpdesk and Slack


@pytest.mark.parametrize(
    "fault", [Fault.SERVER_ERROR, *sometimes(Fault.UNREACHABLE, Fault.RATE_LIMITED)]
)
async def test_a_helpdesk_that_is_away_holds_no_reminder_back(
    team: Scene, database_url: str, fault: Fault
) -> None:
    ten, owned = team.clock.now(), hire(team)
    async with bots(team, database_url):
        await promise_all(team, owned)
        team.helpdesk.faults.on("*", fault, times=None)
        move_to(team, ten + 3 * HOUR + MINUTE)
        await are_posted(team, ALL)
        assert team.clock.now() < ten + 4 * HOUR
        team.helpdesk.faults.off()
        await nothing_is_due(team, database_url)
        assert posts(team) == each_once(owned, FIRST)


@pytest.mark.parametrize(
    "fault",
    [Fault.RATE_LIMITED, Fault.LOST_ANSWER, *sometimes(Fault.SERVER_ERROR, Fault.UNREACHABLE)],
)
async def test_what_slack_refuses_at_first_comes_later_and_once(
    team: Scene, database_url: str, fault: Fault
) -> None:
    ten, owned = team.clock.now(), hire(team)
    async with bots(team, database_url):
        await promise_all(team, owned)
        team.workspace.faults.on("chat.postMessage", fault, times=20)
        move_to(team, ten + 3 * HOUR + MINUTE)
        await are_posted(team, ALL)
        await nothing_is_due(team, database_url)
        assert posts(team) == each_once(owned, FIRST)


async def test_a_hiccup_of_the_helpdesk_parts_nothing_from_the_one_message(
    team: Scene, database_url: str
) -> None:
    owned = hire(team, owners=1)
    async with bots(team, database_url):
        await promise_all(team, owned)
    team.clock.move(6 * HOUR)
    team.helpdesk.faults.on(READ, Fault.SERVER_ERROR, times=2)
    async with started_at_once(team, database_url, replicas=1):
        await are_posted(team, 2)
        await nothing_is_due(team, database_url)
    (owner,) = set(owned.values())
    told = {owner: f"{AWAY}: {EACH} promises, {EACH} overdue"}
    told[team.lina] = told[owner]
    assert posts(team) == Counter(told.items())


async def test_what_is_learned_of_while_the_one_message_is_repeated_is_told_too(
    team: Scene, database_url: str
) -> None:
    owned = hire(team, owners=1)
    async with bots(team, database_url):
        await promise_all(team, owned)
    team.clock.move(6 * HOUR)
    team.helpdesk.faults.on(READ, Fault.SERVER_ERROR)
    late = team.helpdesk.faults.on(READ, Fault.HELD_BEFORE, skip=EACH - 1)
    team.workspace.faults.on("chat.postMessage", Fault.LOST_ANSWER, times=2)
    async with started_at_once(team, database_url, replicas=1):
        await late.reached.wait()
        await are_posted(team, 2)
        late.released.set()
        await nothing_is_due(team, database_url)
    (owner,) = set(owned.values())
    for person in (owner, team.lina):
        for number in owned:
            assert f"#{number}" in team.words(person)


# One promise


@pytest.fixture
async def stage(team: Scene, database_url: str) -> AsyncIterator[Scene]:
    """Omar has promised an update about 4711 for two o'clock."""
    async with bots(team, database_url):
        assert (await team.workspace.types(team.omar, "/promise 4711 14:00")).ok
        yield team


async def test_a_reply_between_two_steps_silences_the_second(
    stage: Scene, database_url: str
) -> None:
    stage.clock.move(3 * HOUR)
    await stage.workspace.until(lambda: is_posted(stage, FIRST), LONG)
    stage.helpdesk.replies(stage.admins["omar"], "4711", "It is mended.")
    stage.clock.move(45 * MINUTE)
    await stage.sees(stage.omar, "Update sent")
    stage.clock.move(15 * MINUTE)
    await nothing_is_due(stage, database_url)
    assert headlines(stage) == Counter((FIRST,))
    assert "updated the customer" not in stage.buttons(stage.omar)


@pytest.mark.parametrize("fault", [Fault.HELD_BEFORE, Fault.HELD_AFTER])
async def test_a_promise_that_is_moved_while_its_reminder_is_sent_says_so(
    stage: Scene, database_url: str, fault: Fault
) -> None:
    sent = stage.workspace.faults.on("chat.postMessage", fault)
    stage.clock.move(3 * HOUR)
    await sent.reached.wait()
    assert (await stage.workspace.types(stage.omar, "/promise 4711 17:00")).ok
    sent.released.set()
    await stage.sees(stage.omar, "Update moved")
    assert "updated the customer" not in stage.buttons(stage.omar)
    stage.clock.move(3 * HOUR)
    await stage.workspace.until(lambda: is_posted(stage, FIRST), LONG)
    await nothing_is_due(stage, database_url)
    assert headlines(stage) == Counter((FIRST, FIRST))
    assert len(stage.cards(stage.omar)) == 2


async def test_a_promise_that_is_moved_while_its_reminder_is_sent_again_says_so(
    stage: Scene, database_url: str
) -> None:
    stage.workspace.faults.on("chat.postMessage", Fault.LOST_ANSWER)
    looked = stage.workspace.faults.on("conversations.history", Fault.SERVER_ERROR)
    stage.clock.move(3 * HOUR)
    await looked.reached.wait()
    assert (await stage.workspace.types(stage.omar, "/promise 4711 17:00")).ok
    await nothing_is_due(stage, database_url)
    assert "Update moved" in stage.words(stage.omar)
    assert "updated the customer" not in stage.buttons(stage.omar)


async def test_a_reminder_that_stands_only_after_the_next_is_removed_too(
    stage: Scene, database_url: str
) -> None:
    slow = stage.workspace.faults.on("chat.postMessage", Fault.HELD_AFTER)
    stage.clock.move(3 * HOUR)
    await slow.reached.wait()
    stage.clock.move(45 * MINUTE)
    await stage.workspace.until(lambda: is_posted(stage, SECOND), LONG)
    slow.released.set()
    await stage.workspace.until(lambda: len(stage.cards(stage.omar)) == 1, LONG)
    await nothing_is_due(stage, database_url)
    assert headlines(stage) == Counter((FIRST, SECOND))
    assert len(stage.cards(stage.omar)) == 1


async def test_a_reminder_whose_answer_was_lost_is_removed_too(
    stage: Scene, database_url: str
) -> None:
    stage.workspace.faults.on("chat.postMessage", Fault.LOST_ANSWER)
    stage.workspace.faults.on("conversations.history", Fault.SERVER_ERROR, times=3)
    stage.clock.move(3 * HOUR)
    await stage.workspace.until(lambda: is_posted(stage, FIRST), LONG)
    stage.clock.move(45 * MINUTE)
    await stage.workspace.until(lambda: is_posted(stage, SECOND), LONG)
    await stage.workspace.until(lambda: len(stage.cards(stage.omar)) == 1, LONG)
    await nothing_is_due(stage, database_url)
    assert headlines(stage) == Counter((FIRST, SECOND))
    assert len(stage.cards(stage.omar)) == 1


async def test_what_is_told_late_takes_the_place_of_what_stood_before(
    stage: Scene, database_url: str
) -> None:
    stage.clock.move(3 * HOUR)
    await stage.workspace.until(lambda: is_posted(stage, FIRST), LONG)
    stage.clock.move(HOUR + 10 * MINUTE)
    await stage.sees(stage.omar, OVERDUE)
    await nothing_is_due(stage, database_url)
    assert headlines(stage) == Counter((FIRST, OVERDUE, BROKEN))
    assert len(stage.cards(stage.omar)) == 1


@on_postgresql
async def test_following_the_helpdesk_does_not_lock_out_the_reminders(
    team: Scene, database_url: str
) -> None:
    ten, owned = team.clock.now(), hire(team)
    async with bots(team, database_url, replicas=2):
        for number, owner in owned.items():
            assert (await team.workspace.types(owner, f"/promise {number} 14:00")).ok
            assert (await team.workspace.types(owner, f"/customer-call {number} 13:10")).ok
            team.helpdesk.assigns(team.admins["bea"], number, team.admins["bea"])
        followed = team.helpdesk.faults.on("POST /tickets/search", Fault.HELD_BEFORE)
        reminded = team.helpdesk.faults.on(READ, Fault.HELD_BEFORE, skip=ALL)
        with capture_logs() as log:
            move_to(team, ten + 3 * HOUR + MINUTE)
            await followed.reached.wait()
            await reminded.reached.wait()
            team.helpdesk.faults.off()
            await are_posted(team, 2 * ALL)
            await nothing_is_due(team, database_url)
    assert log == []
