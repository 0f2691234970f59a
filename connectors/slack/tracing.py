"""Tells the log of every call of Slack's Web API: its method, its status and how long it took."""

from time import perf_counter
from types import SimpleNamespace

import aiohttp
import structlog

log = structlog.get_logger()


def trace_calls() -> aiohttp.TraceConfig:
    """At LOG_LEVEL=DEBUG each call of a session leaves a trace; no arguments, no answers."""
    told = aiohttp.TraceConfig()
    told.on_request_start.append(_begins)
    told.on_request_end.append(_ends)
    told.on_request_exception.append(_breaks)
    return told


async def _begins(
    _: aiohttp.ClientSession, call: SimpleNamespace, __: aiohttp.TraceRequestStartParams
) -> None:
    call.started = perf_counter()


async def _ends(
    _: aiohttp.ClientSession, call: SimpleNamespace, end: aiohttp.TraceRequestEndParams
) -> None:
    _tell(call, end.url.name, end.response.status)


async def _breaks(
    _: aiohttp.ClientSession, call: SimpleNamespace, end: aiohttp.TraceRequestExceptionParams
) -> None:
    _tell(call, end.url.name, 0)


def _tell(call: SimpleNamespace, method: str, status: int) -> None:
    """0 is the status of a call that was not answered."""
    ms = 1000 * (perf_counter() - call.started)
    log.debug("called", service="slack", method=method, status=status, ms=ms)
