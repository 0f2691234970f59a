"""Guard of every answer: nothing foreign runs in the page, and no other site acts in it."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

Endpoint = Callable[[Request], Awaitable[Response]]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'self'"
)
_HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
)


def guarded(endpoint: Endpoint) -> Endpoint:
    """Answer with the headers; refuse what another site's page sends, and what cannot be."""

    async def answer(request: Request) -> Response:
        if _is_foreign(request):
            response: Response = _sentence(HTTPStatus.FORBIDDEN, "This page takes its own forms.")
        else:
            try:
                response = await endpoint(request)
            except LookupError as nothing:
                sentence = f"{nothing.args[0] if nothing.args else 'There is nothing here'}."
                response = _sentence(HTTPStatus.NOT_FOUND, sentence)
            except ValueError as nonsense:
                response = _sentence(HTTPStatus.BAD_REQUEST, f"{nonsense}.")
        response.headers.update(_HEADERS)
        return response

    return answer


def _is_foreign(request: Request) -> bool:
    origin = request.headers.get("origin")
    if request.method != "POST" or origin is None:
        return False
    return urlsplit(origin).netloc != request.headers.get("host")


def _sentence(status: HTTPStatus, sentence: str) -> Response:
    upper = f"{sentence[:1].upper()}{sentence[1:]}"
    return PlainTextResponse(f"{upper}\nThe page starts at /\n", status)
