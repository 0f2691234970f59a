"""Reminders to very many people at once, within what Slack takes: beside the least time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.outside import Outside, outside
from benchmarks.row import Row
from benchmarks.world import POSTS_A_SECOND
from bot.app import Bot, put_together
from bot.settings import read_settings
from bot.ticks import ticking
from connectors.http.pace.rate_limit import RateLimit
from connectors.slack import SLACKS_LIMITS
from rulebook.promises import Promised
from workflows.promises.begin_and_end import begin_all

PEOPLE = 2_000
_BEFORE = timedelta(minutes=15)
_RAISED = 1_000
_AT_ONCE = 50  # of the sandbox's burst
_SOON = timedelta(seconds=8)


async def drain() -> AsyncIterator[Row]:
    """Measure on an SQLite file."""
    with TemporaryDirectory() as folder:
        async with outside(PEOPLE) as served, _bot(served, Path(folder)) as bot:
            took, counted = await _drained(bot, served)
    least = (PEOPLE - POSTS_A_SECOND) / POSTS_A_SECOND
    assert counted["posts"] == counted["people"] == PEOPLE, counted
    yield Row(
        f"{PEOPLE:,} reminders to {PEOPLE:,} people",
        f"{took:.1f} s; {counted['429']} refused, none lost, none twice",
        f"the least at {POSTS_A_SECOND} a second: {least:.1f} s",
        took / least,
        aim=1.1,
    )


@asynccontextmanager
async def _bot(outside: Outside, folder: Path) -> AsyncIterator[Bot]:
    about = outside.about
    settings = read_settings(
        _env_file=None,
        slack_bot_token=about["slack"],
        slack_signing_secret="unused",  # noqa: S106 (nothing is signed here)
        slack_api_url=f"{about['url']}/api/",
        manager=about["manager"],
        database_url=f"sqlite+aiosqlite:///{folder / 'drain.sqlite3'}",
        intercom_access_token=about["helpdesk"],
        intercom_api_url=f"{about['url']}/intercom",
        support_hours="00:00-23:59",
        support_days="Mon-Sun",
        holidays="none",
        remind_before="15m",
    )
    posts = RateLimit(per_minute=60 * POSTS_A_SECOND, at_once=_AT_ONCE)
    limits = SLACKS_LIMITS.raised(_RAISED).model_copy(update={"posts": posts})
    async with put_together(settings, slack_limits=limits) as bot:
        yield bot


async def _drained(bot: Bot, outside: Outside) -> tuple[float, dict[str, Any]]:
    context = bot.context
    found = [await context.helpdesk.ticket(f"{10_000 + number}") for number in range(PEOPLE)]
    for ticket in found:
        if ticket and ticket.owner:  # who people are is remembered, as in a team that is at work
            await context.members.member_by_email(ticket.owner.email)
    at = context.clock() + _SOON
    promised = {"due": at + _BEFORE, "made_at": context.clock()}
    several = [(Promised.UPDATE, ticket, dict(promised)) for ticket in found if ticket]
    async with context.transaction() as tx:
        await begin_all(tx, context, several, "update promised")
    working = asyncio.create_task(bot.worker.run())
    with ticking(context.wake):
        await asyncio.sleep((at - context.clock()).total_seconds())
        counted = await outside.counted()
        while counted["posts"] < PEOPLE:
            await asyncio.sleep(0.5)
            counted = await outside.counted()
    last = datetime.fromtimestamp(counted["last"], UTC)
    bot.worker.stop()
    await working
    return (last - at).total_seconds(), await outside.counted()
