"""The way of every call: record, faults, token, version, quota, then its handler."""

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.faults import Fault
from sandbox.helpdesk.intercom.asked import Asked
from sandbox.helpdesk.intercom.calls import conversations, new_tickets, people, tickets
from sandbox.helpdesk.intercom.quota import Quota
from sandbox.helpdesk.intercom.refusals import Refused, not_found, wrong
from sandbox.helpdesk.records import Call, Json
from sandbox.helpdesk.world import World

VERSION = "2.16"
Handler = Callable[[Asked], Json]
CALLS: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/me", people.me),
    ("GET", "/admins", people.admins),
    ("POST", "/conversations/search", conversations.searched),
    ("GET", "/conversations/{id}", conversations.read),
    ("POST", "/conversations/{id}/reply", conversations.reply),
    ("POST", "/conversations/{id}/parts", conversations.assign),
    ("GET", "/ticket_types", new_tickets.types),
    ("POST", "/tickets", new_tickets.create),
    ("POST", "/tickets/search", tickets.searched),
    ("GET", "/tickets/{id}", tickets.read),
    ("PUT", "/tickets/{id}", tickets.update),
    ("POST", "/tickets/{id}/reply", tickets.reply),
    ("POST", "/contacts/search", people.searched),
    ("GET", "/contacts/{id}", people.contact),
    ("GET", "/companies/{id}", people.company),
)


@dataclass
class Api:
    """Intercom's API over one world, for one access token."""

    world: World
    token: str
    app_id: str
    quota: Quota

    def routes(self) -> list[Route]:
        """Every call, and Intercom's own 404 for the rest. Paths are relative to a mount."""
        known = [
            Route(path, self._endpoint(f"{method} {path}", handler), methods=[method])
            for method, path, handler in CALLS
        ]
        everything = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        unknown = self._endpoint("unknown", _unknown)
        return [*known, Route("/{path:path}", unknown, methods=everything)]

    def _endpoint(self, name: str, handler: Handler) -> Callable[[Request], Any]:
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
                return answered(self._answer(request, sent, handler))

            self.world.changes.happened()
            return await self.world.faults.around(
                name, perform, lambda fault: answered(self._goes_wrong(fault))
            )

        return endpoint

    def _answer(self, request: Request, sent: bytes, handler: Handler) -> Response:
        headers: dict[str, str] = {}
        try:
            self._check_token(request)
            within, headers = self.quota.take(), self.quota.headers()
            _check_limits(request, headers["X-RateLimit-Limit"], within=within)
            item = request.path_params.get("id", "")
            asked = Asked(self.world, self.app_id, item, _body(request, sent))
            return JSONResponse(handler(asked), headers=headers)
        except Refused as refused:
            return refused.answer(headers)

    def _check_token(self, request: Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            raise Refused(401, "unauthorized", "Access Token Invalid")

    def _goes_wrong(self, fault: Fault) -> Response:
        headers = self.quota.headers()
        match fault:
            case Fault.RATE_LIMITED:
                headers["X-RateLimit-Remaining"] = "0"
                # A second is enough to be seen, and short enough to be waited for.
                headers["X-RateLimit-Reset"] = str(math.ceil(time.time() + 1))
                return _exceeded(headers["X-RateLimit-Limit"]).answer(headers)
            case Fault.FORBIDDEN:
                message = "Active subscription needed."
                return Refused(403, "api_plan_restricted", message).answer(headers)
            case _:
                return Refused(500, "server_error", "Internal Server Error").answer(headers)


def _unknown(_asked: Asked) -> Json:
    raise not_found()


def _check_limits(request: Request, limit: str, *, within: bool) -> None:
    if not within:
        raise _exceeded(limit)
    if request.headers.get("Intercom-Version") != VERSION:
        message = "The requested version could not be found"
        raise Refused(400, "intercom_version_invalid", message)


def _exceeded(limit: str) -> Refused:
    return Refused(429, "rate_limit_exceeded", f"Exceeded rate limit of {limit} in 10_seconds")


def _shown(sent: bytes) -> Any:  # noqa: ANN401 (whatever was sent)
    try:
        return json.loads(sent) if sent else None
    except ValueError:
        return sent.decode(errors="replace")


def _body(request: Request, sent: bytes) -> Json:
    if request.method == "GET" or not sent:
        return {}
    if not request.headers.get("Content-Type", "").startswith("application/json"):
        raise Refused(415, "unsupported", "The body must be application/json")
    try:
        body = json.loads(sent)
    except ValueError:
        raise wrong("body", "The body is not JSON") from None
    if not isinstance(body, dict):
        raise wrong("body", "The body must be an object")
    return body
