"""`demo`: the bot with a Slack and a helpdesk of its own, in one process on one port."""

import asyncio
import errno
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from starlette.applications import Starlette

from bot.app import Bot, put_together
from bot.logs import set_up_logs
from bot.manifest import manifest
from bot.running import running
from bot.settings import Settings, Speaks, read_settings
from bot.starting import said_if_slow
from bot.tracing import hand_traces_to
from bot.web import routes
from cards.ids import Action
from gallery.everything import everything
from gallery.samples import CAST, MONDAY
from rulebook.support_hours import SupportHours
from sandbox.app import Sandbox
from sandbox.clock import Clock
from sandbox.exhibition import Exhibition
from sandbox.seed import seed
from sandbox.server import serving
from sandbox.story import Step

_LOGGED = "WARNING"
_AFTER_OPENING = timedelta(hours=2)
_LONG_ENOUGH = timedelta(hours=1)
# What else would be read from the environment: by slack_bolt, by aiohttp and httpx.
_READ_BY_LIBRARIES = ("SLACK_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_COMMAND = "/reassign"
_TICKET = "4711"
_LINE = f"{_COMMAND} {_TICKET} @bea French speaker needed"
_WELCOME = """
  Countersign, with a Slack and a helpdesk of its own:  {url}
{clock}
  1. As Amira, send:  {line}
  2. As Lina, the shift lead, press Approve on the card that has come.
  3. Open Tickets: #4711 is Bea's, and the note stands there in Lina's name.

  Nothing here is kept, and nothing leaves this machine. Ctrl-C ends it.
"""


async def demo(port: int, helpdesk: Speaks = "intercom") -> None:
    """Run until told to stop."""
    set_up_logs(_LOGGED)
    _forget_the_environment()
    ended = _ended_by_signal()
    with TemporaryDirectory(prefix="countersign-demo-") as folder:
        async with AsyncExitStack() as stack:
            typer.echo(await _begin(stack, port, Path(folder), helpdesk))
            await ended.wait()


async def _begin(stack: AsyncExitStack, port: int, folder: Path, helpdesk: Speaks) -> str:
    """Start everything, to end with `stack`, and return what to tell. Raises typer.Exit."""
    with said_if_slow("Opening Slack and the helpdesk"):
        sandbox, app, moved = await _outside(stack, port)
        settings = _settings(sandbox, folder, helpdesk)
    with said_if_slow("Setting up the bot's database and connecting it"):
        bot = await stack.enter_async_context(
            put_together(settings, clock=sandbox.clock.now, inbox_url=sandbox.workspace.url)
        )
        await stack.enter_async_context(running(bot))
    app.router.routes.extend(routes(bot))
    if helpdesk == "intercom":
        sandbox.helpdesk.webhooks.url = f"{sandbox.workspace.url}/webhooks/intercom"
    sandbox.handed.story = first_story(sandbox, bot.settings.shift_leads)
    sandbox.handed.clock_stops["Next shift"] = _next_shift(bot)
    stack.callback(sandbox.handed.clock_stops.clear)  # before the bot's database is closed
    return _WELCOME.format(url=sandbox.workspace.url, clock=moved, line=_LINE)


async def _outside(stack: AsyncExitStack, port: int) -> tuple[Sandbox, Starlette, str]:
    """Open Slack, the helpdesk and the page: where they are, and a word if their clock was moved.

    Raises typer.Exit.
    """
    sandbox = Sandbox()
    stack.push_async_callback(sandbox.close)
    sandbox.workspace.install(manifest())
    sandbox.exhibit(_gallery(sandbox.workspace.app.name))
    app = sandbox.app()
    try:
        url = await stack.enter_async_context(serving(app, port))
    except (OSError, OverflowError) as trouble:
        typer.echo(_no_port(port, trouble), err=True)
        raise typer.Exit(1) from None
    stack.callback(sandbox.end)
    sandbox.workspace.url = url
    sandbox.helpdesk.pylon.link_base = url
    hand_traces_to(sandbox.handed.trace.take, _LOGGED)
    # Before anything is written in it, so that nothing seems to be days old.
    moved = open_support(sandbox.clock, Settings.model_construct().hours())
    return sandbox, app, moved


def _gallery(app: str) -> Exhibition:
    return Exhibition(everything, {who.id: who.name for who in CAST}, MONDAY, app)


def _settings(sandbox: Sandbox, folder: Path, helpdesk: Speaks) -> Settings:
    url = sandbox.workspace.url
    team = seed(sandbox.workspace, sandbox.helpdesk)
    app = sandbox.workspace.app
    return read_settings(
        _env_file=None,
        slack_bot_token=app.bot_token,
        slack_app_token=app.app_token,
        slack_api_url=f"{url}/api/",
        manager=team.manager,
        shift_leads=team.leads,
        database_url=f"sqlite+aiosqlite:///{folder / 'countersign.sqlite3'}",
        helpdesk=helpdesk,
        intercom_access_token=sandbox.helpdesk.intercom.token,
        intercom_api_url=f"{url}/intercom",
        intercom_client_secret=sandbox.helpdesk.webhooks.client_secret,
        pylon_api_token=sandbox.helpdesk.pylon.token,
        pylon_api_url=f"{url}/pylon",
    )


def first_story(sandbox: Sandbox, leads: Sequence[str]) -> list[Step]:
    """The steps to try first: ask, approve, and see the ticket change hands."""
    sent = sandbox.workspace.deliveries

    def asked() -> bool:
        return any(one.acknowledged and one.payload.get("command") == _COMMAND for one in sent)

    def approved() -> bool:
        presses = [one.payload for one in sent if one.acknowledged and "actions" in one.payload]
        return any(
            press["user"]["id"] in leads and press["actions"][0]["action_id"] == Action.APPROVE
            for press in presses
        )

    def carried_out() -> bool:
        ticket = sandbox.helpdesk.ticket(_TICKET)
        return bool(ticket.notes) and any(part.kind == "assignment" for part in ticket.history)

    return [
        Step(f"As Amira, send {_LINE}", asked, "amira", writes=_LINE),
        Step("As Lina, the shift lead, press Approve on the card that has come.", approved, "lina"),
        Step(
            f"Open ticket #{_TICKET}: it is Bea's, and the note stands there in Lina's name.",
            carried_out,
            "lina",
            f"tickets/{_TICKET}",
        ),
    ]


def _next_shift(bot: Bot) -> Callable[[datetime], Awaitable[datetime]]:
    """Find when the next lead's shift begins by the roster, or support opens again."""

    async def next_shift(_now: datetime) -> datetime:
        async with bot.context.database.reading() as tx:
            return await bot.context.next_shift(tx)

    return next_shift


def open_support(clock: Clock, hours: SupportHours) -> str:
    """Move the clock to where support is open, and say so; "" where it is for a good while."""
    now = clock.now()
    if hours.is_open(now) and hours.is_open(now + _LONG_ENOUGH):
        return ""
    clock.move(hours.next_opening(now) + _AFTER_OPENING - now)
    begins = clock.now().astimezone(hours.timezone)
    return (
        f"  So that support is open, its clock begins on {begins:%A, %d %B, at %H:%M}"
        f" ({hours.timezone.key}).\n"
    )


def _forget_the_environment() -> None:
    """Let no setting of this machine's reach the demo; it is this process alone that forgets."""
    settings = {name.upper() for name in Settings.model_fields}
    for name in [*os.environ]:
        if name.upper() in settings or name.upper().startswith(_READ_BY_LIBRARIES):
            del os.environ[name]


def _ended_by_signal() -> asyncio.Event:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    return ended


def _no_port(port: int, trouble: OSError | OverflowError) -> str:
    if isinstance(trouble, OSError) and trouble.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Choose another one: python -m bot demo --port {port + 1}"
    return f"Port {port} cannot be used here. Try: python -m bot demo --port 8700"
