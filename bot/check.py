"""`check`: one harmless call for each thing that is configured. Nothing is written anywhere."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import typer
from slack_sdk.web.async_client import AsyncWebClient

from bot.check_database import database_works
from bot.check_slack import SlackChecks
from bot.helpdesks import open_helpdesk
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsError
from connectors.slack import trace_calls
from rulebook.ports import GiveUp, NotHeard
from rulebook.value import Value

WITHIN = 5.0  # seconds
# Whoever is outside is named in the sentences about it already.
_OUTSIDE = {"Slack", "Intercom", "Pylon"}


class CheckLine(Value):
    """A line about one thing that was checked: that it works, or what to do."""

    ok: bool
    says: str


@dataclass(frozen=True)
class Check:
    """One thing to ask; `where` is the setting that says where it is.

    What is asked answers that it works, or raises SettingsError or NotHeard.
    """

    name: str
    where: str
    ask: Callable[[], Awaitable[str]]


async def check(settings: Settings) -> bool:
    """Print a line for each thing, as they come, and answer whether all of them work."""
    set_up_logs(settings.log_level)
    works = True
    async for line in lines(settings):
        typer.echo(line.says)
        works &= line.ok
    return works


async def lines(settings: Settings, within: float = WITHIN) -> AsyncGenerator[CheckLine, None]:
    """Check one thing after the other; each has `within` seconds to answer."""
    async with aiohttp.ClientSession(trace_configs=[trace_calls()]) as session:
        for one in _checks(settings, SlackChecks(settings, _client(settings, session)), within):
            yield await _line(one, within)


def _checks(settings: Settings, slack: SlackChecks, within: float) -> list[Check]:
    return [
        Check("Slack", "SLACK_API_URL", slack.token),
        Check("Socket Mode", "SLACK_API_URL", slack.way_in),
        Check("MANAGER", "SLACK_API_URL", slack.manager),
        Check("SHIFT_LEADS", "SLACK_API_URL", slack.leads),
        Check("APPROVALS_CHANNEL", "SLACK_API_URL", slack.channel),
        Check("Database", "DATABASE_URL", lambda: database_works(settings.database_url)),
        Check(
            settings.helpdesk.title(),
            f"{settings.helpdesk}_api_url".upper(),
            lambda: _helpdesk_works(settings, within),
        ),
    ]


def _client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        retry_handlers=[],
    )


async def _helpdesk_works(settings: Settings, within: float) -> str:
    helpdesk = open_helpdesk(settings, timeout=within)
    try:
        await helpdesk.hello()
    finally:
        await helpdesk.aclose()
    return f"{helpdesk.name}: works."


async def _line(one: Check, within: float) -> CheckLine:
    try:
        async with asyncio.timeout(within):
            return CheckLine(ok=True, says=await one.ask())
    except TimeoutError:
        says = f"{one.name} did not answer within {within:g} s: is {one.where} right?"
    except SettingsError as wrong:
        says = str(wrong)
    except NotHeard as trouble:
        says = _named(one, trouble.outcome.because)
        if not isinstance(trouble.outcome, GiveUp):
            says = f"{says} If that stays so: is {one.where} right?"
    except Exception as error:  # noqa: BLE001 (what breaks does not keep the rest from its turn)
        says = f"{one.name}: {type(error).__name__}. Is {one.where} right?"
    return CheckLine(ok=False, says=says)


def _named(one: Check, because: str) -> str:
    return because if one.name in _OUTSIDE else f"{one.name}: {because}"
