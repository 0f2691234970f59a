"""Between a view's state and what an HTML form shows and sends."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData

from sandbox.workspace.element_state import STATE, elements_of
from sandbox.workspace.records import Json

Entered = dict[str, dict[str, Any]]
_MINUTES = len("09:30")


def field_name(block_id: str, action_id: str) -> str:
    """Name the field of an element in HTML."""
    return html_id((block_id, action_id))


def html_id(words: Iterable[object]) -> str:
    """Make an id of words in which anything may stand; an id has no spaces."""
    return ":".join(quote(f"{word}", safe="") for word in words)


def shown_in(view: Json, zone: ZoneInfo) -> dict[str, Any]:
    """Return what each field of a view shows now, by its name in HTML."""
    shown: dict[str, Any] = {}
    for block, element in elements_of(view["blocks"]):
        if element["type"] in STATE:
            key = STATE[element["type"]][0]
            actions = view["state"]["values"].get(block["block_id"], {})
            held = actions.get(element["action_id"], {}).get(key)
            name = field_name(block["block_id"], element["action_id"])
            shown[name] = _shown(element["type"], held, zone)
    return shown


def initially(element: Json, zone: ZoneInfo) -> Any:  # noqa: ANN401 (any JSON)
    """Return what an element of a message shows, which nobody has touched."""
    return _shown(element["type"], element.get(STATE[element["type"]][1]), zone)


def _shown(kind: str, held: Any, zone: ZoneInfo) -> Any:  # noqa: ANN401 (any JSON)
    match held:
        case None:
            return ""
        case {"value": value}:
            return held if kind == "external_select" else value
        case [*several]:
            return [one["value"] if isinstance(one, dict) else one for one in several]
        case int() if kind == "datetimepicker":
            return f"{datetime.fromtimestamp(held, zone):%Y-%m-%dT%H:%M}"
        case _:
            return held


def entered_in(view: Json, sent: FormData, zone: ZoneInfo) -> Entered:
    """Read a sent HTML form. Raises ValueError for what no browser sends."""
    values: Entered = {}
    for block, element in elements_of(view["blocks"]):
        if element["type"] in STATE:
            written = sent.getlist(field_name(block["block_id"], element["action_id"]))
            value = value_of(element["type"], written, zone)
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def value_of(kind: str, sent: Sequence[object], zone: ZoneInfo) -> Any:  # noqa: ANN401 (any JSON)
    """Read what one element was sent with. Raises ValueError for what no browser sends."""
    written = [f"{value}" for value in sent]
    if kind in STATE and STATE[kind][2]:
        return [value for value in written if value]
    # HTML sends line ends as CRLF, Slack as LF.
    value = "".join(written[:1]).replace("\r\n", "\n")
    match kind:
        case "datetimepicker" if value:
            return int(datetime.fromisoformat(value).replace(tzinfo=zone).timestamp())
        case "timepicker" if value:
            return value[:_MINUTES]
        case _:
            return value or None
