"""Sends each payload to the app: by socket, else by HTTP; impatient, recorded, retried."""

import asyncio
import time
from collections.abc import Coroutine

from sandbox.workspace.records import Delivery, Json
from sandbox.workspace.signed_http import NotTaken, SignedHttp
from sandbox.workspace.socket_mode import NotConnected, Sockets
from sandbox.workspace.world import World


class Outgoing:
    """The way out of the workspace."""

    def __init__(self, world: World, sockets: Sockets) -> None:
        self._world = world
        self._sockets = sockets
        self._http: SignedHttp | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.copies = 1  # of everything; more while Slack repeats itself

    def deliver_to(self, http: SignedHttp) -> None:
        """Use an address whenever no socket is connected."""
        previous, self._http = self._http, http
        if previous is not None:
            self._later(previous.close())

    async def send(self, payload: Json, times: int | None = None) -> list[Delivery]:
        """Send a payload at once, as often as `times` or the switch says; wait for every ack."""
        copies = self.copies if times is None else times
        kind = kind_of(payload)
        sent = await asyncio.gather(*(self._once(kind, payload) for _ in range(copies)))
        for delivery in sent:
            if kind == "events_api" and delivery.failure and not delivery.no_retry:
                self._later(self._retry(delivery))
        return sent

    async def close(self) -> None:
        """Stop retrying."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    async def _once(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Delivery:
        delivery = Delivery(kind, payload, self._world.now(), attempt=attempt)
        self._world.deliveries.append(delivery)
        self._world.changes.happened()
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._world.patience.acknowledgement):
                delivery.ack = await self._carry(delivery, reason)
            delivery.acknowledged = True
        except TimeoutError:
            delivery.failure = "operation_timeout"
        except NotConnected:
            delivery.failure = "dispatch_failed"
        except NotTaken as refusal:
            delivery.failure, delivery.no_retry = "http_error", refusal.no_retry
        delivery.seconds = time.monotonic() - started
        self._world.changes.happened()
        return delivery

    async def _carry(self, delivery: Delivery, reason: str) -> Json:
        carrier: Sockets | SignedHttp = self._sockets
        delivery.way = "socket"
        if not self._sockets.connections and self._http is not None:
            carrier, delivery.way = self._http, "http"
        return await carrier.carry(delivery.kind, delivery.payload, delivery.attempt, reason)

    async def _retry(self, first: Delivery) -> None:
        """Send an event again, until it is acknowledged or Slack gives up."""
        failed = first
        for attempt, pause in enumerate(self._world.patience.retries, start=1):
            await asyncio.sleep(pause)
            reason = "http_error" if failed.failure == "http_error" else "timeout"
            if reason == "timeout" and failed.way == "http":
                reason = "http_timeout"
            failed = await self._once(first.kind, first.payload, attempt, reason)
            if failed.acknowledged or failed.no_retry:
                return

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def kind_of(payload: Json) -> str:
    """Return the kind of envelope a payload travels in."""
    if "command" in payload:
        return "slash_commands"
    if payload.get("type") in {"event_callback", "url_verification", "app_rate_limited"}:
        return "events_api"
    return "interactive"
