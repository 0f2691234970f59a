"""Answers `/api/{method}`: token, scope, rate, faults and the record around each call."""

import time
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.workspace.rates import Allowance
from sandbox.workspace.records import Json, WebApiCall
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.socket_mode import Sockets
from sandbox.workspace.web_api import apps, chat, conversations, users, views
from sandbox.workspace.web_api.arguments import Arguments, read
from sandbox.workspace.web_api.method import Method, WebCall
from sandbox.workspace.world import World

METHODS = MappingProxyType(
    apps.METHODS | chat.METHODS | conversations.METHODS | users.METHODS | views.METHODS
)
_RATE_LIMITED: Json = {"ok": False, "error": "ratelimited"}
# What Slack says when the app lost the right to a place.
_FORBIDDEN = MappingProxyType(
    {
        "chat.postMessage": "not_in_channel",
        "chat.postEphemeral": "not_in_channel",
        "chat.update": "cant_update_message",
        "chat.delete": "cant_delete_message",
        "users.info": "user_not_visible",
    }
)


class WebApi:
    """The methods, over one world."""

    def __init__(self, world: World, sockets: Sockets) -> None:
        self._world = world
        self._sockets = sockets

    async def endpoint(self, request: Request) -> Response:
        """Answer one call."""
        name = request.path_params["method"]
        method = METHODS.get(name)
        self._world.url = f"{request.url.scheme}://{request.url.netloc}"
        try:
            arguments, token = await read(
                request, reads_json=method.reads_json if method else False
            )
        except SlackRefusal as refused:
            return JSONResponse(refused.answer)
        call = WebApiCall(name, arguments.values, self._world.now())
        self._world.calls.append(call)
        started = time.monotonic()

        async def perform() -> Response:
            response = self._answer(name, method, arguments, token, call)
            call.status, call.seconds = response.status_code, time.monotonic() - started
            self._world.changes.happened()
            return response

        def refusal(fault: Fault) -> Response:
            response = _fault(name, fault)
            call.status, call.seconds = response.status_code, time.monotonic() - started
            self._world.changes.happened()
            return response

        self._world.changes.happened()
        return await self._world.faults.around(name, perform, refusal)

    def _answer(
        self,
        name: str,
        method: Method | None,
        arguments: Arguments,
        token: str | None,
        call: WebApiCall,
    ) -> Response:
        if method is None:
            call.answer = {"ok": False, "error": "unknown_method", "req_method": name}
            return JSONResponse(call.answer)
        headers: dict[str, str] = {}
        try:
            web_call = self._admitted(method, arguments, token)
            if method.caller == "bot":
                headers["X-OAuth-Scopes"] = ",".join(sorted(web_call.scopes))
                headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
            wait = self._wait(name, method, arguments)
            if wait:
                call.answer = _RATE_LIMITED
                return JSONResponse(_RATE_LIMITED, 429, {"Retry-After": str(wait)})
            arguments.require(method.required)
            call.answer = {"ok": True, **method.handle(web_call)}
        except SlackRefusal as refused:
            call.answer = refused.answer
        return JSONResponse(call.answer, headers=headers)

    def _admitted(self, method: Method, arguments: Arguments, token: str | None) -> WebCall:
        if not token:
            raise SlackRefusal("not_authed")
        if self._world.kept("app") is None:
            raise SlackRefusal("invalid_auth")
        app = self._world.app
        kind = {app.bot_token: "bot", app.app_token: "app"}.get(token)
        if kind is None:
            raise SlackRefusal("invalid_auth")
        if method.caller not in {"any", kind}:
            raise SlackRefusal("not_allowed_token_type")
        manifest = self._world.manifest
        scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
        if method.scopes and not scopes & set(method.scopes):
            needed, provided = ",".join(method.scopes), ",".join(sorted(scopes))
            raise SlackRefusal("missing_scope", needed=needed, provided=provided)
        return WebCall(self._world, self._sockets, app, scopes, arguments)

    def _wait(self, name: str, method: Method, arguments: Arguments) -> int:
        rates = self._world.rates
        if rates is None:
            return 0
        if name == "chat.postMessage":
            channel = f"{name} {self._where(arguments)}"
            return self._world.buckets.wait(
                Allowance(name, rates.posts_per_minute, rates.posts_at_once),
                Allowance(channel, rates.messages_per_minute, rates.burst),
            )
        allowed = rates.per_minute[method.tier]
        return self._world.buckets.wait(Allowance(name, allowed, allowed))

    def _where(self, arguments: Arguments) -> str:
        """Name where a message goes; a person and the DM with them are one place."""
        given = str(arguments.values.get("channel"))
        found = self._world.channels.find(given)
        return str(found["user"]) if found and found["is_im"] else given


def _fault(name: str, fault: Fault) -> Response:
    """Slack's own answer when it refuses."""
    match fault:
        case Fault.RATE_LIMITED:
            return JSONResponse(_RATE_LIMITED, 429, {"Retry-After": "1"})
        case Fault.FORBIDDEN:
            error = _FORBIDDEN.get(name, "access_denied")
            return JSONResponse({"ok": False, "error": error})
        case _:
            return JSONResponse({"ok": False, "error": "internal_error"}, 500)
