"""The way of every call of Intercom's: token, version, quota, then its handler."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.faults import Fault
from sandbox.helpdesk.face import Face, NoObject, has_json, has_token, json_object
from sandbox.helpdesk.intercom.asked import IntercomCall
from sandbox.helpdesk.intercom.calls import conversations, new_tickets, people, tickets
from sandbox.helpdesk.intercom.quota import Quota
from sandbox.helpdesk.intercom.refusals import IntercomRefusal, not_found, wrong
from sandbox.helpdesk.records import Json
from sandbox.helpdesk.world import HelpdeskWorld

VERSION = "2.16"
Handler = Callable[[IntercomCall], Json]
CALLS: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/me", people.me),
    ("GET", "/admins", people.admins),
    ("PUT", "/admins/{id}/away", people.away),
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
class IntercomApi:
    """Intercom's API over one world, for one access token."""

    world: HelpdeskWorld
    token: str
    app_id: str
    quota: Quota

    @property
    def routes(self) -> list[Route]:
        """Every call, and Intercom's own 404 for the rest. Paths are relative to a mount."""
        known = {f"{method} {path}": partial(self._answer, does) for method, path, does in CALLS}
        return Face(self.world, self._goes_wrong).routes(known, partial(self._answer, _unknown))

    def _answer(self, handler: Handler, request: Request, sent: bytes) -> Response:
        headers: dict[str, str] = {}
        try:
            self._check_token(request)
            within, headers = self.quota.take(), self.quota.headers()
            _check_limits(request, headers["X-RateLimit-Limit"], within=within)
            item = request.path_params.get("id", "")
            body = _body(request, sent)
            asked = IntercomCall(world=self.world, app_id=self.app_id, id=item, body=body)
            return JSONResponse(handler(asked), headers=headers)
        except IntercomRefusal as refused:
            return refused.answer(headers)

    def _check_token(self, request: Request) -> None:
        if not has_token(request, self.token):
            raise _token_invalid()

    def _goes_wrong(self, fault: Fault) -> Response:
        headers = self.quota.headers()
        match fault:
            case Fault.RATE_LIMITED:
                headers["X-RateLimit-Remaining"] = "0"
                # A second is enough to be seen, and short enough to be waited for.
                headers["X-RateLimit-Reset"] = str(math.ceil(time.time() + 1))
                return _exceeded(headers["X-RateLimit-Limit"]).answer(headers)
            case Fault.UNAUTHORIZED:
                return _token_invalid().answer()
            case Fault.FORBIDDEN:
                message = "Active subscription needed."
                return IntercomRefusal(403, "api_plan_restricted", message).answer(headers)
            case Fault.NOT_FOUND:
                return not_found().answer(headers)
            case Fault.NOT_ACCEPTED:
                message = "The request could not be processed"
                return IntercomRefusal(422, "parameter_invalid", message).answer(headers)
            case _:
                return IntercomRefusal(500, "server_error", "Internal Server Error").answer(headers)


def _unknown(_asked: IntercomCall) -> Json:
    raise not_found()


def _token_invalid() -> IntercomRefusal:
    return IntercomRefusal(401, "unauthorized", "Access Token Invalid")


def _check_limits(request: Request, limit: str, *, within: bool) -> None:
    if not within:
        raise _exceeded(limit)
    if request.headers.get("Intercom-Version") != VERSION:
        message = "The requested version could not be found"
        raise IntercomRefusal(400, "intercom_version_invalid", message)


def _exceeded(limit: str) -> IntercomRefusal:
    return IntercomRefusal(
        429, "rate_limit_exceeded", f"Exceeded rate limit of {limit} in 10_seconds"
    )


def _body(request: Request, sent: bytes) -> Json:
    if request.method == "GET" or not sent:
        return {}
    if not has_json(request):
        raise IntercomRefusal(415, "unsupported", "The body must be application/json")
    try:
        return json_object(sent)
    except NoObject as error:
        raise wrong("body", str(error)) from error
