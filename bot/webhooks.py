"""`/webhooks/intercom`: Intercom tells what happened; the bot notes of which ticket."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Bot
from bot.request_body import body_of
from workflows.tickets.watch import spoken_of

# Intercom's largest are some hundred kilobytes: a conversation with its parts.
_LARGEST = 5_000_000


def webhooks(bot: Bot) -> list[Route]:
    """The route by which the helpdesk tells what happens, if it can and its secret is set."""
    secret = bot.settings.intercom_client_secret
    if bot.settings.helpdesk != "intercom" or secret is None:
        return []
    heard = _heard(bot, secret.get_secret_value())
    # Intercom asks with HEAD whether anybody is there.
    return [Route("/webhooks/intercom", heard, methods=["HEAD", "POST"])]


def _heard(bot: Bot, secret: str) -> Callable[[Request], Awaitable[Response]]:
    from connectors.helpdesk.intercom.webhooks import (  # noqa: PLC0415 (only what is configured)
        is_signed,
        read,
    )

    async def heard(request: Request) -> Response:
        if request.method == "HEAD":
            return Response()
        body = await body_of(request, _LARGEST)
        if body is None:
            return PlainTextResponse("The body is too large.\n", 413)
        if not is_signed(body, request.headers.get("X-Hub-Signature", ""), secret):
            return PlainTextResponse("The signature is not Intercom's.\n", 401)
        notification = read(body)
        if notification is None:
            return PlainTextResponse("The body cannot be read.\n", 400)
        if notification.number:
            key = f"intercom {notification.id}"
            await spoken_of(bot.context, key, notification.number)
        return PlainTextResponse("Heard.\n")

    return heard
