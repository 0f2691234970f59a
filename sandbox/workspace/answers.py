"""Answers of the app in an acknowledgement or to a response URL, put where people see them."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.workspace.hooks import Hook
from sandbox.workspace.posting import by_app, changed, judged_content
from sandbox.workspace.records import Json, WebApiCall
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.world import World


def posted(world: World, body: Json, hook: Hook) -> Json | None:
    """Post an answer where it belongs; return the message, None after a deletion.

    Raises Refused as chat.postMessage does.
    """
    app = world.app
    original = world.posts.find(hook.channel, hook.ts, hook.person) if hook.ts else None
    if body.get("delete_original") and original is not None:
        world.posts.delete(hook.channel, original["ts"])
        world.changes.happened()
        if not _says_something(body):
            return None
    content = judged_content(body)
    if body.get("replace_original") and original is not None:
        if not world.posts.is_ephemeral(hook.channel, original["ts"]):
            _refuse_foreign(original, app.bot_user_id)
        edited = changed(world, app, original, content)
        world.posts.replace(hook.channel, edited)
        world.changes.happened()
        return edited
    public = body.get("response_type") == "in_channel"
    thread = body.get("thread_ts") or hook.thread_ts
    ephemeral = None if public else True
    message = by_app(world, app, content, thread_ts=thread, is_ephemeral=ephemeral)
    world.post(hook.channel, message, viewer=None if public else hook.person)
    return message


def _says_something(body: Json) -> bool:
    return bool(body.get("text") or body.get("blocks") or body.get("attachments"))


def _refuse_foreign(original: Json, bot_user_id: str) -> None:
    if original["user"] != bot_user_id:
        raise SlackRefusal("cant_update_message")


class ResponseUrls:
    """Answers `/hooks/…`."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def endpoint(self, request: Request) -> Response:
        """Take one answer: {text, blocks, response_type, replace_original, delete_original}."""
        path = request.path_params["path"]
        try:
            body = await request.json()
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"}, 400)
        call = WebApiCall("response_url", body, self._world.now())
        self._world.calls.append(call)

        async def perform() -> Response:
            response = self._answer(path, body, call)
            self._world.changes.happened()
            return response

        def refusal(fault: Fault) -> Response:
            status = {Fault.RATE_LIMITED: 429, Fault.FORBIDDEN: 403}.get(fault, 500)
            call.status = status
            error = "ratelimited" if status == 429 else "internal_error"  # noqa: PLR2004 (HTTP)
            headers = {"Retry-After": "1"} if fault is Fault.RATE_LIMITED else {}
            return JSONResponse({"ok": False, "error": error}, status, headers)

        return await self._world.faults.around("response_url", perform, refusal)

    def _answer(self, path: str, body: Json, call: WebApiCall) -> Response:
        status = 200
        try:
            hook = self._world.hooks.use(path)
            message = posted(self._world, body, hook)
            if message is not None:
                self._world.hooks.answers_in_place_of(path, message["ts"])
            call.answer = {"ok": True}
        except SlackRefusal as refused:
            status = 404 if refused.code in {"expired_url", "used_url"} else 400
            call.answer = refused.answer
        call.status = status
        return JSONResponse(call.answer, status)
