"""Turns away what Bolt would stumble over: odd headers, broken or oversized bodies."""

import json
import re
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.request_body import body_of

log = structlog.get_logger()

_TIMESTAMP = re.compile("[0-9]{1,12}")
# Slack's largest payloads are some tens of kilobytes.
_LARGEST = 1_000_000

Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(endpoint: Endpoint) -> Endpoint:
    """Answer 4xx to what cannot come from Slack, before anything else reads it."""

    async def guard(request: Request) -> Response:
        if not _TIMESTAMP.fullmatch(request.headers.get("x-slack-request-timestamp", "")):
            return PlainTextResponse("The timestamp is not a number.\n", 400)
        if not request.headers.get("x-slack-signature", "").isascii():
            return PlainTextResponse("The signature is none.\n", 401)
        body = await body_of(request, _LARGEST)
        if body is None:
            return PlainTextResponse("The body is too large.\n", 413)
        if not _reads(body, request.headers.get("content-type", "")):
            return PlainTextResponse("The body cannot be read.\n", 400)
        try:
            return await endpoint(_replayed(request, body))
        except Exception as error:  # noqa: BLE001 (Bolt reads the body before it checks who signed)
            log.warning("a delivery that cannot be read", error=type(error).__name__)
            return PlainTextResponse("The body cannot be read.\n", 400)

    return guard


def _replayed(request: Request, body: bytes) -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)


def _reads(body: bytes, content_type: str) -> bool:
    try:
        written = body.decode()
        if content_type.lower().startswith("application/json"):
            return isinstance(json.loads(written), dict)
        form = parse_qs(written, keep_blank_values=True)
        return bool(form) and all(
            isinstance(json.loads(text), dict) for text in form.get("payload", [])
        )
    except (ValueError, RecursionError):
        return False
