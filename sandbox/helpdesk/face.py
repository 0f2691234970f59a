"""The way of every call, whichever API it speaks: recorded, faults around it, then answered."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.faults import Fault
from sandbox.helpdesk.records import Call, Json
from sandbox.helpdesk.world import HelpdeskWorld

Answer = Callable[[Request, bytes], Response]
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class NoObject(Exception):  # noqa: N818 (what a caller sent, not a failure of ours)
    """A body is not what every call takes."""


@dataclass(frozen=True)
class Face:
    """One API over a world. `goes_wrong` is what it answers to a fault that is switched on."""

    world: HelpdeskWorld
    goes_wrong: Callable[[Fault], Response]

    def routes(self, calls: Mapping[str, Answer], unknown: Answer) -> list[Route]:
        """Every call by its name such as `GET /me`, and `unknown` for the rest.

        Paths are relative to a mount.
        """
        known = [
            Route(name.partition(" ")[2], self._endpoint(name, answer), methods=[_method(name)])
            for name, answer in calls.items()
        ]
        return [*known, Route("/{path:path}", self._endpoint("unknown", unknown), methods=_METHODS)]

    def _endpoint(self, name: str, answer: Answer) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            sent = await request.body()
            path = request.url.path.removeprefix(request.scope.get("root_path", ""))
            call = Call(name, request.method, path, _shown(sent), self.world.now())
            self.world.calls.append(call)

            def answered(response: Response) -> Response:
                call.status = response.status_code
                self.world.changes.happened()
                return response

            async def perform() -> Response:
                return answered(answer(request, sent))

            self.world.changes.happened()
            return await self.world.faults.around(
                name, perform, lambda fault: answered(self.goes_wrong(fault))
            )

        return endpoint


def has_token(request: Request, token: str) -> bool:
    """Say whether whoever calls knows the token."""
    return request.headers.get("Authorization") == f"Bearer {token}"


def has_json(request: Request) -> bool:
    """Say whether a body is said to be JSON."""
    return request.headers.get("Content-Type", "").startswith("application/json")


def json_object(sent: bytes) -> Json:
    """Read a body. Raises NoObject with what is wrong with it."""
    try:
        body = json.loads(sent)
    except ValueError:
        message = "The body is not JSON"
        raise NoObject(message) from None
    if not isinstance(body, dict):
        message = "The body must be an object"
        raise NoObject(message)
    return body


def _method(name: str) -> str:
    return name.partition(" ")[0]


def _shown(sent: bytes) -> Any:  # noqa: ANN401 (whatever was sent)
    try:
        return json.loads(sent) if sent else None
    except ValueError:
        return sent.decode(errors="replace")
