"""A server that answers every call with what a test puts down, for answers the sandbox lacks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.server import serving

TOKEN = "dG9rOmEtc2VjcmV0"


class Canned:
    """`answers` by path; each call is counted in `asked`, and what was sent is in `bodies`.

    What is `in_turn` is answered once each, before the others.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Response] = {}
        self.in_turn: dict[str, list[Response]] = {}
        self.otherwise = Response(status_code=404)
        self.asked: list[str] = []
        self.queries: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[dict[str, Any]] = []

    async def __call__(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.url.path}")
        self.queries.append(request.url.query)
        self.headers.append(dict(request.headers))
        if await request.body():
            self.bodies.append(await request.json())
        if in_turn := self.in_turn.get(request.url.path):
            return in_turn.pop(0)
        return self.answers.get(request.url.path, self.otherwise)


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Canned, str]]:
    """The server and where it is."""
    answers = Canned()
    methods = ["GET", "POST", "PUT", "PATCH"]
    app = Starlette(routes=[Route("/{path:path}", answers.__call__, methods=methods)])
    async with serving(app) as url:
        yield answers, url
