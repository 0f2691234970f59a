"""The events that the bot logs of a request, handed on as they happen."""

import logging
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

Take = Callable[[str, str, float, dict[str, str]], None]
# Where each of these happens; a call is where its service is.
_WHERE = {
    "delivered": "bot",
    "committed": "database",
    "acknowledged": "bot",
    "claimed": "bot",
    "done": "bot",
    "again": "bot",
    "given up": "bot",
}
_SERVICES = {"slack": "Slack", "intercom": "helpdesk", "pylon": "helpdesk"}
_KEYS = ("delivery", "request", "effect")


def hand_traces_to(take: Take, level: str) -> None:
    """Hand on `where`, `what`, `ms` and `keys` of each event; below `level` log none of them."""
    least = logging.getLevelNamesMapping()[level]

    def hand_on(_: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        where = _SERVICES.get(event.get("service", "")) or _WHERE.get(event["event"])
        if where:
            keys = {key: f"{event[key]}" for key in _KEYS if event.get(key)}
            take(where, _what(event), event.get("ms", 0.0), keys)
        if logging.getLevelNamesMapping()[name.upper()] < least:
            raise structlog.DropEvent
        return event

    merge, *others = structlog.get_config()["processors"]
    structlog.configure(
        processors=[merge, hand_on, *others],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
    )


def _what(event: MutableMapping[str, Any]) -> str:
    match event["event"]:
        case "called":
            return f"{event['method']} {event['status'] or 'not answered'}"
        case "delivered":
            return f"heard {event['name'] or event['what']}"
        case "claimed" if event["attempt"] > 1:
            return f"{event['kind']}: claimed, attempt {event['attempt']}"
        case "claimed" | "done" | "again" | "given up" as became:
            return f"{event['kind']}: {became}"
        case what:
            return str(what)
