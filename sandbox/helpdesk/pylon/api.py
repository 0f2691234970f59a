"""The way of every call of Pylon's: token, limit, then its handler."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.faults import Fault
from sandbox.helpdesk.face import Face, NoObject, has_json, has_token, json_object
from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.calls import audit_logs, issues, messages, new_issues, people
from sandbox.helpdesk.pylon.limits import EXCEEDED, RETRY_SOON, Limits
from sandbox.helpdesk.pylon.refusals import PylonRefusal, not_found, wrong
from sandbox.helpdesk.records import Json
from sandbox.helpdesk.world import HelpdeskWorld

Handler = Callable[[PylonCall], Json]
# Each with how many of it there may be in a minute.
CALLS: tuple[tuple[str, str, int, Handler], ...] = (
    ("GET", "/me", 300, people.me),
    ("GET", "/users", 300, people.users),
    ("POST", "/users/search", 120, people.users_searched),
    ("GET", "/users/{id}", 300, people.user),
    ("PATCH", "/users/{id}", 120, people.update_user),
    ("GET", "/teams", 300, people.teams),
    ("POST", "/accounts/search", 120, people.accounts_searched),
    ("GET", "/accounts/{id}", 300, people.account),
    ("POST", "/contacts/search", 120, people.contacts_searched),
    ("GET", "/contacts/{id}", 300, people.contact),
    ("GET", "/issue-statuses", 30, issues.statuses),
    ("POST", "/issues", 30, new_issues.create),
    ("POST", "/issues/search", 120, issues.searched),
    ("GET", "/issues/{id}", 300, issues.read),
    ("PATCH", "/issues/{id}", 120, issues.update),
    ("POST", "/issues/{id}/snooze", 120, issues.snooze),
    ("POST", "/issues/{id}/external-issues", 120, issues.link),
    ("GET", "/issues/{id}/messages", 120, messages.read),
    ("POST", "/issues/{id}/note", 30, messages.note),
    ("POST", "/issues/{id}/reply", 30, messages.reply),
    ("GET", "/issues/{id}/threads", 120, messages.threads),
    ("POST", "/issues/{id}/threads", 120, messages.begin_thread),
    ("GET", "/audit-logs", 300, audit_logs.read),
)


@dataclass
class PylonApi:
    """Pylon's API over one world, for one token. People's links lead to `link_base`."""

    world: HelpdeskWorld
    token: str
    limits: Limits
    link_base: str = "https://app.usepylon.com"

    @property
    def routes(self) -> list[Route]:
        """Every call, and Pylon's own 404 for the rest. Paths are relative to a mount."""
        known = {
            f"{method} {path}": partial(self._answer, f"{method} {path}", limit, does)
            for method, path, limit, does in CALLS
        }
        return Face(self.world, _goes_wrong).routes(known, self._unknown)

    def _answer(
        self, call: str, limit: int, handler: Handler, request: Request, sent: bytes
    ) -> Response:
        try:
            _check_token(request, self.token)
            if headers := self.limits.take(call, limit):
                return EXCEEDED.answer(headers)
            asked = PylonCall(
                world=self.world,
                id=request.path_params.get("id", ""),
                query=request.query_params,
                body=_body(request, sent),
                at=self.link_base,
            )
            return JSONResponse({**handler(asked), "request_id": str(uuid4())})
        except PylonRefusal as refused:
            return refused.answer()

    def _unknown(self, request: Request, _sent: bytes) -> Response:
        try:
            _check_token(request, self.token)
        except PylonRefusal as refused:
            return refused.answer()
        return not_found("route").answer()


def _check_token(request: Request, token: str) -> None:
    given = request.headers.get("Authorization", "")
    if not given.startswith("Bearer "):
        raise PylonRefusal(401, "invalid_authorization_header", "invalid authorization header")
    if not has_token(request, token):
        raise _token_invalid()


def _token_invalid() -> PylonRefusal:
    return PylonRefusal(401, "invalid_api_token", "invalid API token")


def _goes_wrong(fault: Fault) -> Response:
    match fault:
        case Fault.RATE_LIMITED:
            return EXCEEDED.answer(RETRY_SOON)
        case Fault.UNAUTHORIZED:
            return _token_invalid().answer()
        case Fault.FORBIDDEN:
            return PylonRefusal(403, "permission_denied", "permission denied").answer()
        case Fault.NOT_FOUND:
            return not_found("issue").answer()
        case Fault.NOT_ACCEPTED:  # described nowhere; what is, is a 400 of this shape
            message = "invalid body: the request could not be processed"
            return PylonRefusal(422, "invalid_request_body", message).answer()
        case _:
            return PylonRefusal(500, "internal_error", "internal error").answer()


def _body(request: Request, sent: bytes) -> Json:
    if request.method == "GET":
        return {}
    if not has_json(request):
        raise wrong("body", "The body must be application/json")
    try:
        return json_object(sent)
    except NoObject as error:
        raise wrong("body", str(error)) from error
