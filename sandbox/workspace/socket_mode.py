"""Socket Mode: the app's own connections, over which payloads go out and acks come back."""

import asyncio
import contextlib
import json
import secrets
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.changes import Changes
from sandbox.workspace.records import Json

_MOST_CONNECTIONS = 10
_APPROXIMATE_SECONDS = 18_060
_POLICY = 1008
_DROPPED = 1011
_REFRESHED = 1000
_WITH_RESPONSE = frozenset({"view_submission", "block_suggestion"})


class NotConnected(ConnectionError):  # noqa: N818 (read as a sentence)
    """No socket is there to carry a payload."""


@dataclass(eq=False)
class _Link:
    websocket: WebSocket
    number: int
    leaving: bool = False
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, frame: Json) -> None:
        await self.websocket.send_text(json.dumps(frame))

    async def close(self, code: int) -> None:
        # The app may have closed it in the same instant.
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await self.websocket.close(code)


class Sockets:
    """The connections that are open now; each payload goes to any one of them."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._tickets: set[str] = set()
        self._links: list[_Link] = []
        self._turn = 0
        self._opened = 0
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    @property
    def connections(self) -> int:
        """The number of open connections."""
        return len(self._links)

    def ticket(self) -> str:
        """Make the ticket that opens one connection."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one connection until either side closes it."""
        app_id = websocket.query_params.get("app_id", "")
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await websocket.close(code=_POLICY)
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        self._opened += 1
        link = _Link(websocket, self._opened)
        if len(self._links) >= _MOST_CONNECTIONS:
            await link.send(self._goodbye("too_many_websockets", app_id))
            await link.close(_REFRESHED)
            return
        self._links.append(link)
        try:
            await link.send(self._hello(app_id))
            self._changes.happened()
            while True:
                self._receive(await websocket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            if link in self._links:
                self._links.remove(link)
            link.closed.set()
            self._changes.happened()

    async def carry(self, kind: str, payload: Json, attempt: int, reason: str) -> Json:
        """Send a payload and return the body of its acknowledgement, {} when it has none.

        Raises NotConnected when there is no socket. Waits for ever: the caller is impatient.
        """
        envelope_id = secrets.token_hex(16)
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind == "slash_commands"
            or payload.get("type") in _WITH_RESPONSE,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        acknowledged: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = acknowledged
        try:
            await self._send_to_any(envelope)
            return await acknowledged
        finally:
            del self._waiting[envelope_id]

    async def drop(self) -> None:
        """Drop every connection without a word before it."""
        for link in list(self._links):
            await link.close(_DROPPED)

    async def refresh(self, app_id: str, after: float, *, closes_first: bool) -> None:
        """Ask the app to connect anew, as Slack does every few hours.

        The warning comes `after` seconds before the old connections close, unless the app has
        closed them itself by then; with `closes_first` they close without waiting for the app.
        """
        old = [link for link in self._links if not link.leaving]
        for link in old:
            link.leaving = not closes_first
            await link.send(self._goodbye("warning", app_id))
        for link in old:
            if not closes_first:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(link.closed.wait(), after)
            if not link.closed.is_set():
                await link.close(_REFRESHED)

    async def _send_to_any(self, envelope: Json) -> None:
        """Send to the next link in turn; one that is leaving is used only when no other is."""
        while self._links:
            staying = [link for link in self._links if not link.leaving] or self._links
            self._turn += 1
            link = staying[self._turn % len(staying)]
            try:
                await link.send(envelope)
            except (RuntimeError, WebSocketDisconnect):
                self._links.remove(link)
            else:
                return
        message = "no socket is connected"
        raise NotConnected(message)

    def _receive(self, frame: str) -> None:
        try:
            answer = json.loads(frame)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    def _hello(self, app_id: str) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._links),
            "debug_info": {
                "host": "applink-sandbox",
                "build_number": 1,
                "approximate_connection_time": _APPROXIMATE_SECONDS,
            },
            "connection_info": {"app_id": app_id},
        }

    def _goodbye(self, reason: str, app_id: str) -> Json:
        return {
            "type": "disconnect",
            "reason": reason,
            "num_connections": len(self._links),
            "debug_info": {"host": "applink-sandbox"},
            "connection_info": {"app_id": app_id},
        }
