"""`demo`: the bot with a Slack and a helpdesk of its own, in one process on one port."""

import asyncio
import errno
import os
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import typer

from bot.app import put_together
from bot.logs import set_up_logs
from bot.manifest import manifest
from bot.running import running
from bot.settings import Settings, read_settings
from bot.web import routes
from rulebook.support_hours import SupportHours
from sandbox.app import Sandbox
from sandbox.clock import Clock
from sandbox.seed import seed
from sandbox.server import serving

_SLOW = 1.0  # seconds after which a start says that it is one
_AFTER_OPENING = timedelta(hours=2)
_LONG_ENOUGH = timedelta(hours=1)
# What else would be read from the environment: by slack_bolt, by aiohttp and httpx.
_READ_BY_LIBRARIES = ("SLACK_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_WELCOME = """
  Countersign, with a Slack and a helpdesk of its own:  {url}
{clock}
  1. As Amira, send:  /reassign 4711 @bea French speaker needed
  2. As Lina, the shift lead, press Approve on the card that has come.
  3. Open Tickets: #4711 is Bea's, and the note stands there in Lina's name.

  Nothing here is kept, and nothing leaves this machine. Ctrl-C ends it.
"""


async def demo(port: int) -> None:
    """Run until told to stop."""
    set_up_logs("WARNING")
    _forget_the_environment()
    ended = _ended_by_signal()
    with TemporaryDirectory(prefix="countersign-demo-") as folder:
        async with AsyncExitStack() as stack:
            with _a_word_if_slow():
                welcome = await _begin(stack, port, Path(folder))
            typer.echo(welcome)
            await ended.wait()


async def _begin(stack: AsyncExitStack, port: int, folder: Path) -> str:
    """Start everything, to end with `stack`, and return what to tell. Raises typer.Exit."""
    sandbox = Sandbox()
    stack.push_async_callback(sandbox.close)
    sandbox.workspace.install(manifest())
    app = sandbox.app()
    try:
        url = await stack.enter_async_context(serving(app, port))
    except (OSError, OverflowError) as trouble:
        typer.echo(_no_port(port, trouble), err=True)
        raise typer.Exit(1) from None
    stack.callback(sandbox.end)
    sandbox.workspace.url = url
    # Before anything is written in it, so that nothing seems to be days old.
    moved = open_support(sandbox.clock, Settings.model_construct().hours())
    settings = _settings(sandbox, url, folder)
    bot = await stack.enter_async_context(
        put_together(settings, clock=sandbox.clock.now, inbox_url=url)
    )
    await stack.enter_async_context(running(bot))
    app.router.routes.extend(routes(bot))
    return _WELCOME.format(url=url, clock=moved)


def _settings(sandbox: Sandbox, url: str, folder: Path) -> Settings:
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
        intercom_access_token=sandbox.helpdesk.token,
        intercom_api_url=f"{url}/intercom",
    )


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


@contextmanager
def _a_word_if_slow() -> Iterator[None]:
    # A thread's timer, because what is slow may hold the event loop.
    timer = Timer(_SLOW, typer.echo, ["Starting …"])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _no_port(port: int, trouble: OSError | OverflowError) -> str:
    if isinstance(trouble, OSError) and trouble.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Choose another one: python -m bot demo --port {port + 1}"
    return f"Port {port} cannot be used here. Try: python -m bot demo --port 8700"
