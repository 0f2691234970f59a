"""Very many approvals at one moment, beside the least time that the limits outside allow.

A ticket has its note, and an assignment before it; each card shows so, the requester's and the
decider's.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from benchmarks.hurried import HURRY, INTERCOMS, hurry_pylon, slack_pace
from benchmarks.outside import Outside, outside
from benchmarks.row import Row
from bot.app import Bot, put_together
from bot.settings import Settings, read_settings
from bot.ticks import ticking
from connectors.slack import SLACKS_LIMITS, SlackMessenger
from delivery.worker import Worker
from rulebook.kinds import KINDS
from rulebook.people import Person
from rulebook.ports import Helpdesk
from rulebook.tickets import Bin, Ticket
from sandbox.workspace import SLACKS_RATES
from workflows.incoming import Click, Incoming
from workflows.requests.decide import approve
from workflows.requests.submit import submit

APPROVALS, ENGINEERS = 200, 40
_CARDS = 2 * APPROVALS
_LONGEST = 120.0  # seconds
_EARLY = 0.3  # of a window


@dataclass(frozen=True)
class _Limit:
    """The one call, or all of them, that a helpdesk takes the fewest of: in `window` seconds."""

    calls: int
    takes: int
    window: int
    words: str

    def least(self, begun: float) -> float:
        """Seconds from an instant until the last of its windows that are needed begins."""
        windows = ceil(APPROVALS * self.calls / self.takes)
        return (windows - 1) * self.window - begun % self.window


_LIMITS = {
    "intercom": _Limit(3, INTERCOMS, 10, f"{INTERCOMS} calls in 10 s"),
    "pylon": _Limit(1, 30, 60 // HURRY, f"30 notes a minute, {HURRY} times as fast"),
}


@dataclass(frozen=True)
class _KnownHelpdesk:
    """The tickets as they were when it was asked; nobody has any, so that asking is quick."""

    name: str
    helpdesk: Helpdesk
    tickets: dict[str, Ticket]

    async def ticket(self, number: str) -> Ticket | None:
        """Answer at once."""
        return self.tickets.get(number)

    async def person(self, email: str) -> Person | None:
        """Ask, the first time."""
        return await self.helpdesk.person(email)

    async def bin(self, _owner: Person) -> Bin:
        """Answer at once."""
        return Bin(tickets=())


async def approvals() -> AsyncIterator[Row]:
    """Measure on SQLite files, with Intercom and with Pylon."""
    for helpdesk, limit in _LIMITS.items():
        with TemporaryDirectory() as folder:
            async with outside(APPROVALS, ENGINEERS, world="desk") as desk:
                settings = _settings(desk, helpdesk, Path(folder))
                await _ask(settings, desk)
                begun = await _approved(settings, desk, limit)
                told = await desk.told("end")
        assert told["each_once"], told
        noted, shown = told["noted_at"] - begun, told["shown_at"] - begun
        least = limit.least(begun)
        yield Row(
            f"{APPROVALS} approvals at once until noted in {helpdesk.title()}",
            f"{noted:.1f} s; {told['429']} refused, none lost, none twice",
            f"the least at {limit.words}: {least:.1f} s",
            noted / least,
            aim=1.2,
        )
        tier = SLACKS_RATES.per_minute["t3"]
        least = max(least, 60 * (_CARDS - tier) / tier / HURRY)
        yield Row(
            f"and until all {_CARDS} cards show it, with {helpdesk.title()}",
            f"{shown:.1f} s; {told['updates']} updates",
            f"the least at {tier:.0f} a minute, {HURRY} times as fast: {least:.1f} s",
            shown / least,
            aim=1.2,
        )


async def _ask(settings: Settings, desk: Outside) -> None:
    """Everybody asks, and every card is posted; here nothing is limited."""
    people = desk.about["engineers"]
    async with put_together(settings, slack_limits=SLACKS_LIMITS.raised(1_000)) as bot:
        helpdesk = bot.context.helpdesk
        tickets = await helpdesk.changed_since(datetime.fromtimestamp(0, UTC))
        known = _KnownHelpdesk(helpdesk.name, helpdesk, {each.number: each for each in tickets})
        context = replace(bot.context, helpdesk=cast("Any", known))
        async with _at_work(bot):
            for number in range(APPROVALS):
                given = {
                    "ticket": f"{10_000 + number}",
                    "new_owner": people[(number + 1) % ENGINEERS],
                    "reason": "French speaker needed",
                }
                by = people[number % ENGINEERS]
                incoming = Incoming(key=f"trigger 1.{number}", by=by, name="somebody")
                await submit(context, incoming, KINDS["reassign"], given)
            await _until(desk, "posts")


async def _approved(settings: Settings, desk: Outside, limit: _Limit) -> float:
    """Approve all, and wait until every card shows it; when it began, as a UNIX timestamp."""
    async with _limited(settings) as bot:
        await _who_people_are(bot, desk)
        await desk.told("limits")
        if (phase := time.time() % limit.window) > _EARLY * limit.window:
            await asyncio.sleep(limit.window - phase)
        await bot.context.helpdesk.hello()
        begun = time.time()
        async with _at_work(bot), asyncio.timeout(_LONGEST):
            await asyncio.gather(*(_approve(bot, number + 1) for number in range(APPROVALS)))
            await _until(desk, "shown")
    return begun


async def _until(desk: Outside, what: str) -> None:
    """Wait until there is one of these for each card."""
    counted = await desk.counted()
    while counted[what] < _CARDS:
        await asyncio.sleep(0.5)
        counted = await desk.counted()


@asynccontextmanager
async def _limited(settings: Settings) -> AsyncIterator[Bot]:
    async with put_together(settings) as bot:
        woken = asyncio.Event()
        context = replace(bot.context, wake=woken.set)
        if settings.helpdesk == "pylon":
            hurry_pylon(context.helpdesk)
        worker = Worker(context, SlackMessenger(bot.client, slack_pace()), woken)
        yield replace(bot, context=context, worker=worker)


async def _who_people_are(bot: Bot, desk: Outside) -> None:
    """It is remembered, as in a team that is at work."""
    for person in (desk.about["manager"], *desk.about["engineers"]):
        member = await bot.context.members.member(person)
        assert member
        await bot.context.helpdesk.person(member.email)
    await bot.context.helpdesk.ticket("10000")


async def _approve(bot: Bot, number: int) -> None:
    by = bot.context.team.manager.id
    click = Click(key=f"trigger 2.{number}", by=by, name="mubeen", request_id=number, version=1)
    assert await approve(bot.context, click) is None


@asynccontextmanager
async def _at_work(bot: Bot) -> AsyncIterator[None]:
    working = asyncio.create_task(bot.worker.run())
    with ticking(bot.context.wake):
        yield
    bot.worker.stop()
    await working


def _settings(desk: Outside, helpdesk: str, folder: Path) -> Settings:
    about = desk.about
    return read_settings(
        _env_file=None,
        slack_bot_token=about["slack"],
        slack_signing_secret="unused",  # noqa: S106 (nothing is signed here)
        slack_api_url=f"{about['url']}/api/",
        manager=about["manager"],
        database_url=f"sqlite+aiosqlite:///{folder / 'approvals.sqlite3'}",
        helpdesk=helpdesk,
        intercom_access_token=about["intercom"],
        intercom_api_url=f"{about['url']}/intercom",
        pylon_api_token=about["pylon"],
        pylon_api_url=f"{about['url']}/pylon",
        support_hours="00:00-23:59",
        support_days="Mon-Sun",
        holidays="none",
    )
