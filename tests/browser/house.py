"""The demo in this process: its time and its troubles are in a test's hands."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

from bot.app import put_together
from bot.demo import first_story
from bot.manifest import manifest
from bot.running import running
from bot.settings import read_settings
from gallery.everything import everything
from gallery.samples import CAST, MONDAY
from sandbox.app import Sandbox
from sandbox.clock import Clock
from sandbox.exhibition import Exhibition, Section
from sandbox.seed import seed
from sandbox.server import serving
from tests.scene import NEW_YORK, at_work
from tests.settling import settled

WEDNESDAY = 2
# The Wednesdays before the fourth Thursday of a November.
EVES = range(21, 28)


@dataclass(frozen=True)
class House:
    """Where it is, and what it is made of."""

    url: str
    sandbox: Sandbox


def before_thanksgiving(clock: Clock) -> Clock:
    """Move a clock to ten o'clock in New York on the next day before Thanksgiving."""
    now = clock.now()
    november = (
        datetime(year, 11, day, 10, tzinfo=NEW_YORK).astimezone(UTC)
        for year in (now.year, now.year + 1)
        for day in EVES
    )
    clock.move(next(day for day in november if day.weekday() == WEDNESDAY and day > now) - now)
    return clock


@asynccontextmanager
async def housed(
    folder: Path,
    migrated: Path,
    clock: Clock | None = None,
    holidays: str = "",
    *,
    with_story: bool = False,
    hangs: Callable[[], Sequence[Section]] = everything,
) -> AsyncIterator[House]:
    """Open the sandbox with the bot in it, by default at ten on a Wednesday without holidays.

    `migrated` is a database with its tables, to be copied; `with_story` shows what to try
    first; `hangs` is what the gallery shows.
    """
    sandbox = Sandbox(clock or at_work(Clock()))
    sandbox.workspace.install(manifest())
    names = {who.id: who.name for who in CAST}
    sandbox.exhibit(Exhibition(hangs, names, MONDAY, sandbox.workspace.app.name))
    async with serving(sandbox.app()) as url:
        sandbox.workspace.url = url
        team = seed(sandbox.workspace, sandbox.helpdesk)
        settings = read_settings(
            _env_file=None,
            slack_bot_token=sandbox.workspace.app.bot_token,
            slack_app_token=sandbox.workspace.app.app_token,
            slack_api_url=f"{url}/api/",
            manager=team.manager,
            shift_leads=team.leads,
            database_url=f"sqlite+aiosqlite:///{copy(migrated, folder)}",
            intercom_access_token=sandbox.helpdesk.intercom.token,
            intercom_api_url=f"{url}/intercom",
            holidays=holidays,
        )
        async with (
            put_together(settings, clock=sandbox.clock.now, inbox_url=url) as bot,
            running(bot),
        ):
            await settled(bot, sandbox.workspace.changes)
            if with_story:
                sandbox.handed.story = first_story(sandbox, team.leads)
            yield House(url, sandbox)
        sandbox.end()
    await sandbox.close()
