"""A Bolt app in a process of its own: the bot with an outside that answers at once, or a bare one.

`python -m benchmarks.served ours|bare <database>` prints its address, then serves until its input
ends; at every line that it reads it prints how much memory it holds, in MB.
"""

import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from importlib import import_module

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.routing import Route

from benchmarks.memory import resident
from bot.logs import set_up_logs
from sandbox.server import serving

SECRET = "benchmark"  # noqa: S105 (of this machine alone)


async def authorized() -> AuthorizeResult:
    """Answer who the app is, at once."""
    return AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_user_id="U0BOT", bot_id="B1", bot_token=SECRET
    )


async def main(app: AbstractAsyncContextManager[AsyncApp]) -> None:
    """Serve an app at /slack/events."""
    async with app as slack:
        routes = [Route("/slack/events", AsyncSlackRequestHandler(slack).handle, methods=["POST"])]
        async with serving(Starlette(routes=routes)) as url:
            print(f"{url}/slack/events", flush=True)
            while await asyncio.to_thread(sys.stdin.readline):
                print(resident(), flush=True)


if __name__ == "__main__":
    set_up_logs("WARNING")
    # What is not measured is not imported.
    which, database = sys.argv[1:]
    asyncio.run(main(getattr(import_module(f"benchmarks.{which}"), which)(database)))
