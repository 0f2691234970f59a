"""The room where one sees what became of each delivery."""

import json
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from sandbox.page.addresses import Addresses
from sandbox.page.drawing import Drawing
from sandbox.page.masking import masked
from sandbox.page.timeline import WIDTH, timeline
from sandbox.trace import Trace
from sandbox.workspace import Workspace
from sandbox.workspace.records import Delivery, Json

_LATEST = 50


@dataclass(frozen=True)
class Entry:
    """A delivery in the list; `ms` is None while it is under way."""

    number: int
    at: datetime
    who: str
    what: str
    ms: float | None
    failure: str | None


class Tracing:
    """Shows the latest deliveries, and each in time."""

    def __init__(
        self, workspace: Workspace, addresses: Addresses, drawing: Drawing, trace: Trace
    ) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self._drawing = drawing
        self._trace = trace

    async def all(self, request: Request) -> Response:
        """Show the latest, newest first."""
        user = self._addresses.person(request.path_params["who"])
        here = f"{self._addresses.of_person(user)}/trace"
        number = len(self._workspace.deliveries)
        latest = range(number - 1, max(number - 1 - _LATEST, -1), -1)
        shown = {"room": "trace", "entries": [self._entry(one) for one in latest]}
        return self._drawing.room("rooms_traces.html", user, here, shown)

    async def one(self, request: Request) -> Response:
        """Show one delivery in time. Raises LookupError when there is none."""
        user = self._addresses.person(request.path_params["who"])
        number = self._number(request.path_params["number"])
        here = f"{self._addresses.of_person(user)}/trace/{number}"
        deliveries = self._workspace.deliveries
        payload = json.dumps(masked(deliveries[number].payload), indent=2, ensure_ascii=False)
        shown = {
            "room": "trace",
            "entry": self._entry(number),
            "payload": payload,
            "times": timeline(number, deliveries, self._trace),
            "width": WIDTH,
        }
        return self._drawing.room("rooms_trace.html", user, here, shown)

    def _number(self, word: str) -> int:
        if not word.isdecimal() or int(word) >= len(self._workspace.deliveries):
            message = f"nothing was delivered by the number {word}"
            raise LookupError(message)
        return int(word)

    def _entry(self, number: int) -> Entry:
        delivery = self._workspace.deliveries[number]
        ms = None if delivery.seconds is None else 1_000 * delivery.seconds
        who = self._workspace.people.find(_who(delivery.payload))
        return Entry(
            number=number,
            at=delivery.at,
            who=str(who["real_name"]) if who else "",
            what=_what(delivery),
            ms=ms,
            failure=delivery.failure,
        )


def _who(payload: Json) -> str:
    user = payload.get("user_id") or payload.get("user") or payload.get("event", {}).get("user")
    return str(user["id"] if isinstance(user, dict) else user)


def _what(delivery: Delivery) -> str:
    payload = delivery.payload
    match payload:
        case {"command": command}:
            return f"typed {command}"
        case {"type": "block_actions", "actions": [{"text": {"text": label}}, *_]}:
            return f"pressed {label}"
        case {"type": "block_actions", "actions": [{"selected_option": {"text": label}}, *_]}:
            return f"chose {label['text']}"
        case {"type": "view_submission", "view": {"title": {"text": title}}}:
            return f"sent the form {title}"
        case {"type": "view_closed"}:
            return "closed a form"
        case {"type": "block_suggestion"}:
            return "looked something up"
        case {"event": {"type": kind}}:
            return f"event {kind}"
        case _:
            return f"{payload.get('type', delivery.kind)}"
