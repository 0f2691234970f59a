"""Switches that make the outside misbehave, one call at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class Fault(StrEnum):
    """A fault: what goes wrong."""

    RATE_LIMITED = "rate_limited"  # 429 with the service's own headers, nothing done
    SERVER_ERROR = "server_error"  # 500, nothing done
    UNAUTHORIZED = "unauthorized"  # a helpdesk's own 401, nothing done
    FORBIDDEN = "forbidden"  # the service's own 403, nothing done
    NOT_FOUND = "not_found"  # a helpdesk's own 404, nothing done
    NOT_ACCEPTED = "not_accepted"  # a helpdesk's own 422, nothing done
    UNREACHABLE = "unreachable"  # the connection breaks, nothing done
    LOST_ANSWER = "lost_answer"  # done, but the connection breaks before the answer
    SLOW = "slow"  # answered after `seconds`
    HELD_BEFORE = "held_before"  # stands still before it is done, until released
    HELD_AFTER = "held_after"  # done, stands still before the answer, until released


@dataclass(eq=False)
class Switch:
    """One fault that is on; `reached` once it did its work, `struck` as often as it did.

    It is for calls that match `call`, `times` more often (None: always); the first `skip` pass, and
    all of them once it is `over`.
    """

    call: str
    fault: Fault
    times: int | None = 1
    skip: int = 0
    seconds: float = 6.0
    over: Callable[[], bool] = lambda: False
    struck: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)


class ConnectionBroken(Response):
    """An answer that never arrives: the connection is closed in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise more bytes than are sent, which makes the server close the connection."""
        headers = [(b"content-length", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class Faults:
    """The switches of one service. A call is named as the service names it.

    Slack: `chat.postMessage`; Intercom: `POST /conversations/{id}/reply`. A switch matches with
    shell wildcards.
    """

    def __init__(self) -> None:
        self.switches: list[Switch] = []

    def on(
        self,
        call: str,
        fault: Fault,
        *,
        times: int | None = 1,
        skip: int = 0,
        seconds: float = 6.0,
    ) -> Switch:
        """Switch a fault on and return its switch."""
        return self.add(Switch(call, fault, times, skip, seconds))

    def add(self, switch: Switch) -> Switch:
        """Switch a fault on."""
        self.switches.append(switch)
        return switch

    def off(self, only: Switch | None = None) -> None:
        """Switch everything off, or `only` one, and let go of what is held."""
        for switch in [*self.switches] if only is None else [only]:
            switch.released.set()
            if switch in self.switches:
                self.switches.remove(switch)

    def _take(self, call: str) -> Switch | None:
        for switch in self.switches:
            if fnmatchcase(call, switch.call) and switch.times != 0 and not switch.over():
                if switch.skip:
                    switch.skip -= 1
                    continue
                if switch.times is not None:
                    switch.times -= 1
                switch.struck += 1
                return switch
        return None

    async def around(
        self,
        call: str,
        perform: Callable[[], Awaitable[Response]],
        refusal: Callable[[Fault], Response],
    ) -> Response:
        """Perform a call, or let it go wrong as the first matching switch says.

        `refusal` is the service's own answer to what is refused. Slack, whose refusals have no
        status, answers those that are a helpdesk's own as a SERVER_ERROR.
        """
        switch = self._take(call)
        if switch is None:
            return await perform()
        if switch.fault is not Fault.HELD_AFTER:
            switch.reached.set()
        match switch.fault:
            case Fault.RATE_LIMITED | Fault.SERVER_ERROR:
                return refusal(switch.fault)
            case Fault.UNAUTHORIZED | Fault.FORBIDDEN | Fault.NOT_FOUND | Fault.NOT_ACCEPTED:
                return refusal(switch.fault)
            case Fault.UNREACHABLE:
                return ConnectionBroken()
            case Fault.LOST_ANSWER:
                await perform()
                return ConnectionBroken()
            case Fault.SLOW:
                await asyncio.sleep(switch.seconds)
                return await perform()
            case Fault.HELD_BEFORE:
                await switch.released.wait()
                return await perform()
            case Fault.HELD_AFTER:
                answer = await perform()
                switch.reached.set()
                await switch.released.wait()
                return answer
