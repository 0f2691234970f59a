"""The trace of what an app did about a delivery, as far as it says so."""

import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_KEPT = 5_000


@dataclass(frozen=True)
class Line:
    """One thing that happened, and ended `at` (seconds of the machine's monotonic clock).

    `where` is Slack, bot, database or helpdesk; `ms` is how long it took, 0.0 where it was an
    instant; `keys` name what it belongs to, such as the delivery or the request.
    """

    at: float
    where: str
    what: str
    ms: float = 0.0
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Trace:
    """The latest lines. What belongs to nothing is not kept."""

    def __init__(self) -> None:
        self._lines: deque[Line] = deque(maxlen=_KEPT)

    def take(self, where: str, what: str, ms: float, keys: Mapping[str, str]) -> None:
        """Keep what has ended just now."""
        if keys.keys() & {"delivery", "request"}:
            self._lines.append(Line(time.monotonic(), where, what, ms, {**keys}))

    def of(self, delivery: str, since: float, until: float) -> list[Line]:
        """Lines of a delivery, and of the requests it was about, from one instant to another."""
        between = [line for line in self._lines if since <= line.at < until]
        own = [line for line in between if line.keys.get("delivery") == delivery]
        about = requests_in(own)
        return [
            line
            for line in between
            if line in own or ("delivery" not in line.keys and line.keys.get("request") in about)
        ]

    def requests_of(self, delivery: str) -> set[str]:
        """Return the requests that a delivery was about."""
        return requests_in(line for line in self._lines if line.keys.get("delivery") == delivery)


def requests_in(lines: Iterable[Line]) -> set[str]:
    """Return the requests that lines are about."""
    return {line.keys["request"] for line in lines if "request" in line.keys}
