"""The bot's routes over HTTP: Slack's deliveries, and how the bot is."""

from collections.abc import Awaitable, Callable

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Bot
from bot.malformed import guarded
from bot.webhooks import webhooks
from connectors.slack import who_am_i
from rulebook.ports import NotHeard
from store.counts import counts
from store.migrate import is_migrated


def routes(bot: Bot) -> list[Route]:
    """`/healthz`, `/readyz`, `/metrics`; `/slack/events` where Slack delivers over HTTP.

    And `/webhooks/intercom`, where Intercom's secret is set.
    """
    answers = [
        Route("/healthz", _alive),
        Route("/readyz", _ready(bot)),
        Route("/metrics", _metrics(bot)),
    ]
    if bot.settings.slack_signing_secret:
        slack = AsyncSlackRequestHandler(bot.slack)
        answers.append(Route("/slack/events", guarded(slack.handle), methods=["POST"]))
    return answers + webhooks(bot)


async def _alive(_: Request) -> Response:
    return PlainTextResponse("alive\n")


def _ready(bot: Bot) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_: Request) -> Response:
        checks = {"database": _database, "slack": _slack, "helpdesk": _helpdesk}
        state = {name: await check(bot) for name, check in checks.items()}
        return JSONResponse(state, 200 if set(state.values()) == {"ready"} else 503)

    return ready


async def _database(bot: Bot) -> str:
    try:
        return "ready" if await is_migrated(bot.context.database) else "not migrated"
    except Exception as error:  # noqa: BLE001 (whatever the driver raises, it is not ready)
        return f"not ready: {type(error).__name__}"


async def _slack(bot: Bot) -> str:
    try:
        await who_am_i(bot.client)
    except NotHeard as trouble:
        return f"not ready: {trouble.outcome.because}"
    return "ready"


async def _helpdesk(bot: Bot) -> str:
    try:
        await bot.context.helpdesk.hello()
    except NotHeard as trouble:
        return f"not ready: {trouble.outcome.because}"
    return "ready"


def _metrics(bot: Bot) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        registry = CollectorRegistry()
        requests = Gauge("countersign_requests", "Requests", ["state"], registry=registry)
        effects = Gauge("countersign_effects", "Effects", ["state"], registry=registry)
        async with bot.context.database.reading() as tx:
            counted = await counts(tx)
        for state, number in counted.requests.items():
            requests.labels(state).set(number)
        for state, number in counted.effects.items():
            effects.labels(state).set(number)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return metrics
