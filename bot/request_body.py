"""The body of an HTTP request, as long as it is no larger than what is awaited."""

from starlette.requests import Request


async def body_of(request: Request, largest: int) -> bytes | None:
    """The whole body; None where it is larger, in bytes: then the rest is not read."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            return None
    return body
