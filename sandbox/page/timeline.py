"""One delivery in time: what was sent, what the app did about it, and when it was answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.trace import Line, Trace
from sandbox.workspace.records import Delivery

WIDTH = 1_000  # of what the bars are drawn in
_SLIVER = 4  # what an instant is drawn as
_FOREVER = float("inf")
_SHOWN_AFTERWARDS = 200


@dataclass(frozen=True)
class Row:
    """One line: when it ended and how long it took, in ms since the delivery, and its bar."""

    at: float
    ms: float
    where: str
    what: str
    x: float
    width: float


@dataclass(frozen=True)
class Timeline:
    """Until the acknowledgement, and after it, each on a scale of its own.

    `committed` and `acknowledged` are ms since the delivery, None for what did not happen (yet).
    """

    until: list[Row]
    after: list[Row]
    committed: float | None
    acknowledged: float | None


def timeline(number: int, deliveries: list[Delivery], trace: Trace) -> Timeline:
    """Return what happened from one delivery until the next one about the same."""
    delivery = deliveries[number]
    ends = _next_about_the_same(number, deliveries, trace)
    lines = [line for key in keys_of(delivery) for line in trace.of(key, delivery.started, ends)]
    acked = None if delivery.seconds is None else 1_000 * delivery.seconds
    own = [line for line in lines if "delivery" in line.keys]
    commits = [_ms(line, delivery) for line in own if line.what == "committed"]
    moments = [
        (0.0, 0.0, "Slack", f"sent it by {delivery.way or 'no way'}"),
        *_moments(lines, delivery),
    ]
    if acked is not None:
        said = delivery.failure or "has the acknowledgement"
        moments.append((acked, 0.0, "Slack", said))
    moments.sort(key=lambda moment: moment[0])
    until = [one for one in moments if acked is None or one[0] <= acked]
    after = [one for one in moments if acked is not None and one[0] > acked]
    return Timeline(
        until=_drawn(until, 0.0),
        after=_drawn(after[:_SHOWN_AFTERWARDS], acked or 0.0),
        committed=commits[-1] if commits else None,
        acknowledged=acked if delivery.acknowledged else None,
    )


def keys_of(delivery: Delivery) -> list[str]:
    """Return what an app may name a delivery by."""
    payload = delivery.payload
    view = payload.get("view") or {}
    ids = {"trigger": payload.get("trigger_id"), "event": payload.get("event_id")}
    names = [f"{name} {given}" for name, given in ids.items() if given]
    return [*names, f"form {view['id']} {view['hash']}"] if {"id", "hash"} <= view.keys() else names


def _next_about_the_same(number: int, deliveries: list[Delivery], trace: Trace) -> float:
    about = _requests(deliveries[number], trace)
    later = deliveries[number + 1 :]
    return next((one.started for one in later if about & _requests(one, trace)), _FOREVER)


def _requests(delivery: Delivery, trace: Trace) -> set[str]:
    return {about for key in keys_of(delivery) for about in trace.requests_of(key)}


def _moments(lines: Iterable[Line], delivery: Delivery) -> Iterable[tuple[float, float, str, str]]:
    return ((_ms(line, delivery), line.ms, line.where, line.what) for line in lines)


def _ms(line: Line, delivery: Delivery) -> float:
    return 1_000 * (line.at - delivery.started)


def _drawn(moments: list[tuple[float, float, str, str]], begin: float) -> list[Row]:
    length = max([at - begin for at, *_ in moments], default=0.0) or 1.0
    scale = (WIDTH - _SLIVER) / length
    rows = []
    for at, ms, where, what in moments:
        x = max(at - ms - begin, 0.0) * scale
        rows.append(Row(at, ms, where, what, x, max((at - begin) * scale - x, _SLIVER)))
    return rows
