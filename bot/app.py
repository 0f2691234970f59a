"""The one place where everything meets."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.helpdesks import open_helpdesk
from bot.settings import Settings
from bot.team import load_team
from bot.waiting_for_slack import heard
from connectors.scanner import SensitiveText
from connectors.slack import (
    SLACKS_LIMITS,
    Identity,
    SlackLimits,
    SlackMembers,
    SlackMessenger,
    SlackPace,
    trace_calls,
    who_am_i,
)
from connectors.when import WhenReader
from delivery.worker import LEASE, Worker
from handlers import listen
from handlers.traced_app import TracedApp
from handlers.trouble import listen as answer_trouble
from store.database import Database
from store.migrate import migrate
from workflows.context import Context

# Slack answers within seconds or not at all; a lease lasts longer than this.
_SLACK_TIMEOUT = 10


def utc_now() -> datetime:
    """People's time, outside of demo and tests."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Bot:
    """The bot, put together and not yet running."""

    settings: Settings
    slack: AsyncApp
    client: AsyncWebClient
    context: Context
    worker: Worker


@asynccontextmanager
async def put_together(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    lease: timedelta = LEASE,
    inbox_url: str = "",
    slack_limits: SlackLimits = SLACKS_LIMITS,
) -> AsyncIterator[Bot]:
    """Open the database and the connections, and close them at the end.

    `inbox_url` is where links to tickets lead, if not to the helpdesk's own pages; `slack_limits`
    are Slack's own, unless it is a sandbox.

    Waits for a Slack that does not answer yet. Raises SettingsError for who is not in the
    workspace, NotHeard where Slack refuses the token.
    """
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.push_async_callback(database.close)
        await migrate(database)
        session = await stack.enter_async_context(
            aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=_SLACK_TIMEOUT), trace_configs=[trace_calls()]
            )
        )
        client = _client(settings, session, settings.slack_bot_token.get_secret_value())
        members = SlackMembers(client, settings.people)
        helpdesk = open_helpdesk(settings, inbox_url=inbox_url)
        stack.push_async_callback(helpdesk.aclose)
        woken = asyncio.Event()
        context = Context(
            database=database,
            helpdesk=helpdesk,
            members=members,
            scanner=SensitiveText(),
            team=await heard(lambda: load_team(settings, members)),
            hours=settings.hours(),
            limits=settings.limits(),
            times=WhenReader(),
            policy=settings.sla,
            remind_before=settings.remind_before,
            clock=clock,
            wake=woken.set,
            channel=settings.approvals_channel,
        )
        worker = Worker(context, SlackMessenger(client, SlackPace(slack_limits)), woken, lease)
        slack = TracedApp(
            client=_client(settings, session, None),  # Bolt gives it the token that authorize names
            authorize=_as(settings, await heard(lambda: who_am_i(client))),
            signing_secret=_secret(settings),
            process_before_response=True,
            raise_error_for_unhandled_request=True,
        )
        listen(slack, context)
        answer_trouble(slack)
        yield Bot(settings, slack, client, context, worker)


def _client(
    settings: Settings, session: aiohttp.ClientSession, token: str | None
) -> AsyncWebClient:
    return AsyncWebClient(
        token=token,
        base_url=settings.slack_api_url,
        session=session,
        # Whether a call is repeated is decided in the outbox, which looks first.
        retry_handlers=[],
    )


def _as(settings: Settings, me: Identity) -> Callable[[], Awaitable[AuthorizeResult]]:
    result = AuthorizeResult(
        enterprise_id=None,
        team_id=me.team_id,
        bot_user_id=me.user_id,
        bot_id=me.bot_id,
        bot_token=settings.slack_bot_token.get_secret_value(),
    )

    # Asked once at the start: Bolt would ask on the first click, and tell that person to install.
    async def authorize() -> AuthorizeResult:
        return result

    return authorize


def _secret(settings: Settings) -> str:
    given = settings.slack_signing_secret
    # In Socket Mode nothing is signed; an empty secret would let Bolt read the environment.
    return given.get_secret_value() if given else "socket mode"
