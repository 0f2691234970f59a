"""What is done: every form of the page, sent by script or without it."""

from datetime import UTC, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.clock import Clock
from sandbox.page.addresses import Addresses
from sandbox.page.drawing import Drawing
from sandbox.page.entered import entered_in
from sandbox.page.eyes import Eyes
from sandbox.workspace import Workspace
from sandbox.workspace.element_state import elements_of
from sandbox.workspace.records import Json

_MORNING = time(9)


class Acts:
    """Answers every POST: with the page anew, or with the page and what is wrong on it."""

    def __init__(
        self, workspace: Workspace, clock: Clock, addresses: Addresses, drawing: Drawing
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._addresses = addresses
        self._drawing = drawing

    async def say(self, request: Request) -> Response:
        """Type a message or a slash command."""
        user, channel, sent = await self._in_conversation(request)
        text = sent.get("text", "").replace("\r\n", "\n").rstrip()
        thread = sent.get("thread") or None
        here = self._addresses.of_channel(user, channel)
        if text:
            outcome = await self._workspace.types(user["id"], text, channel["id"], thread=thread)
            if outcome.toast:
                more = {"toast": outcome.toast, "draft": text}
                return self._drawing.conversation(user, channel, thread, more)
        return _back(f"{here}?thread={thread}" if thread else here)

    async def press(self, request: Request) -> Response:
        """Press a button of a message, after asking where the button wants it."""
        user, channel, sent = await self._in_conversation(request)
        if "confirmed" not in sent and (confirm := self._confirm(user, channel, sent)):
            asked = {"confirm": {"ask": confirm, "sent": sent}}
            return self._drawing.conversation(user, channel, more=asked)
        outcome = await self._workspace.presses(
            user["id"],
            channel["id"],
            _given(sent, "ts"),
            _given(sent, "action_id"),
            sent.get("value") or None,
            block_id=sent.get("block_id") or None,
        )
        if outcome.toast:
            return self._drawing.conversation(user, channel, more={"toast": outcome.toast})
        return _back(self._addresses.of_channel(user, channel))

    async def submit(self, request: Request) -> Response:
        """Send the form on top."""
        user = self._addresses.person(request.path_params["who"])
        view_id, sent = request.path_params["view"], await request.form()
        zone = Eyes(self._workspace, self._addresses, user).zone
        view = next((v for v in self._workspace.views_of(user["id"]) if v["id"] == view_id), None)
        values = entered_in(view, sent, zone) if view else {}
        outcome = await self._workspace.submits(user["id"], view_id, values)
        if outcome.errors or outcome.toast:
            more = {"errors": outcome.errors, "toast": outcome.toast}
            return self._again(request, user, more)
        return _back(_where_from(request, user, self._addresses))

    async def close(self, request: Request) -> Response:
        """Close the form on top."""
        user = self._addresses.person(request.path_params["who"])
        outcome = await self._workspace.closes(user["id"], request.path_params["view"])
        if outcome.toast:
            return self._again(request, user, {"toast": outcome.toast})
        return _back(_where_from(request, user, self._addresses))

    async def move_clock(self, request: Request) -> Response:
        """Let time pass for everybody."""
        user = self._addresses.person(request.path_params["who"])
        match (await request.form()).get("by"):
            case "quarter":
                by = timedelta(minutes=15)
            case "hour":
                by = timedelta(hours=1)
            case "morning":
                now = Eyes(self._workspace, self._addresses, user).local(self._clock.now())
                by = _next_morning(now).astimezone(UTC) - now.astimezone(UTC)
            case _:
                message = "time passes by a quarter, an hour or until the morning"
                raise ValueError(message)
        self._clock.move(by)
        self._workspace.changes.happened()
        return _back(_where_from(request, user, self._addresses))

    async def _in_conversation(self, request: Request) -> tuple[Json, Json, dict[str, str]]:
        user = self._addresses.person(request.path_params["who"])
        channel = self._addresses.channel(user, request.path_params["where"])
        sent = {name: f"{value}" for name, value in (await request.form()).items()}
        return user, channel, sent

    def _confirm(self, user: Json, channel: Json, sent: dict[str, str]) -> Json | None:
        for message in self._workspace.messages(channel["id"], user["id"], _given(sent, "ts")):
            for block, element in elements_of(message.get("blocks", [])):
                names = (message["ts"], block["block_id"], element["action_id"])
                if names == (sent["ts"], sent.get("block_id"), sent.get("action_id")):
                    confirm: Json | None = element.get("confirm")
                    return confirm
        return None

    def _again(self, request: Request, user: Json, more: Json) -> Response:
        """Draw the page that a form was sent from, with more on it."""
        words = _where_from(request, user, self._addresses).split("/")
        match words[3:]:
            case ["in", where]:
                channel = self._addresses.channel(user, where.partition("?")[0])
                return self._drawing.conversation(user, channel, more=more)
            case ["tickets", number]:
                return self._drawing.tickets(user, number, more)
            case _:
                return self._drawing.tickets(user, more=more)


def _where_from(request: Request, user: Json, addresses: Addresses) -> str:
    """Return the page that a form was sent from, if it is one of this person's."""
    home = addresses.of_person(user)
    came_from = request.query_params.get("from", "")
    ours = came_from.startswith((f"{home}/in/", f"{home}/tickets"))
    return came_from if ours else f"{home}/in/dm"


def _given(sent: dict[str, str], name: str) -> str:
    if name not in sent:
        message = f"the form sent no {name}"
        raise ValueError(message)
    return sent[name]


def _next_morning(now: datetime) -> datetime:
    today = now.replace(hour=_MORNING.hour, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def _back(address: str) -> Response:
    return RedirectResponse(address, 303)
