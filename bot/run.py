"""`run` and `migrate`."""

import asyncio
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

import structlog
import uvicorn
from starlette.applications import Starlette

from bot.app import put_together
from bot.logs import set_up_logs
from bot.running import running
from bot.settings import Settings
from bot.web import routes
from delivery.worker import LEASE
from store.database import Database
from store.migrate import migrate

log = structlog.get_logger()


class Server(uvicorn.Server):
    """A web server that ends on SIGTERM and SIGINT and lets the rest end in good order."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Stop serving; uvicorn's own would end the process before its effects are finished."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        ports = [each.getsockname()[1] for server in self.servers for each in server.sockets]
        log.info("listening", ports=ports)


async def run(settings: Settings, *, lease: timedelta = LEASE) -> None:
    """Run until told to stop. What a killed bot had claimed is free after `lease`."""
    set_up_logs(settings.log_level)
    async with put_together(settings, lease=lease) as bot, running(bot):
        way = "Socket Mode" if settings.slack_app_token else "HTTP"
        log.info("running", slack=way)
        config = uvicorn.Config(
            Starlette(routes=routes(bot)),
            host="0.0.0.0",  # noqa: S104 (Slack and the probes come from outside)
            port=settings.port,
            log_config=None,
        )
        await Server(config).serve()


async def migrate_database(settings: Settings) -> None:
    """Bring the tables up to date."""
    database = Database(settings.database_url)
    try:
        await migrate(database)
    finally:
        await database.close()
