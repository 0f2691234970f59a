"""Bolt's application, which tells the log when something came in and when it was answered."""

from time import perf_counter
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from structlog.contextvars import bound_contextvars, unbind_contextvars

log = structlog.get_logger()


class TracedApp(AsyncApp):
    """At LOG_LEVEL=DEBUG each incoming leaves a trace, by its key: what it was, and the answer."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Answer an incoming. Which request it is about is bound on the way, and let go here."""
        started = perf_counter()
        with bound_contextvars(delivery=key_of(req.body)):
            log.debug("delivered", what=req.body.get("type") or "command", name=name_of(req.body))
            try:
                return await super().async_dispatch(req)
            finally:
                log.debug("acknowledged", ms=1000 * (perf_counter() - started))
                unbind_contextvars("request")


def key_of(body: dict[str, Any]) -> str:
    """The key under which an incoming is acted on once; "" where it has none."""
    match body:
        case {"type": "view_submission", "view": {"id": str(view_id), "hash": str(shown)}}:
            return f"form {view_id} {shown}"
        case {"trigger_id": str(trigger)}:
            return f"trigger {trigger}"
        case {"event_id": str(event)}:
            return f"event {event}"
        case _:
            return ""


def name_of(body: dict[str, Any]) -> str:
    """The name of what was used, with nobody's words."""
    match body:
        case {"command": str(name)} | {"actions": [{"action_id": str(name)}, *_]}:
            return name
        case {"view": {"callback_id": str(name)}} | {"event": {"type": str(name)}}:
            return name
        case _:
            return ""
