"""The bot as a process of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.scene import Scene

ROOT = Path(__file__).parents[1]
RUN = (sys.executable, "-m", "bot", "run")


@asynccontextmanager
async def process(
    team: Scene, database: Path, command: Sequence[str] = RUN, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot against the sandbox until the block ends; `more` is set in its environment.

    With LOG_LEVEL=INFO its log can be read.
    """
    started = await asyncio.create_subprocess_exec(
        *command,
        cwd=database.parent,
        env=_environment(team, database) | more,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE if more.get("LOG_LEVEL") == "INFO" else None,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


def _environment(team: Scene, database: Path) -> dict[str, str]:
    app = team.workspace.app
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_API_URL": f"{team.url}/api/",
        "MANAGER": team.mubeen,
        "SHIFT_LEADS": team.lina,
        "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
        "HELPDESK": team.speaks,
        "PYLON_API_TOKEN": team.helpdesk.pylon.token,
        "PYLON_API_URL": f"{team.url}/pylon",
        "INTERCOM_ACCESS_TOKEN": team.helpdesk.intercom.token,
        "INTERCOM_API_URL": f"{team.url}/intercom",
        # Always open: this process's clock is the machine's.
        "SUPPORT_HOURS": "00:00-23:59:59.999999",
        "SUPPORT_DAYS": "Mon-Sun",
        "HOLIDAYS": "",
        "PORT": "0",
        "LOG_LEVEL": "ERROR",
    }
