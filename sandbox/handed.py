"""Things handed to the sandbox by whoever runs it and knows the app."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.story import Step
from sandbox.trace import Trace

Stop = Callable[[datetime], Awaitable[datetime | None]]


@dataclass
class Handed:
    """Nothing of it is needed.

    `clock_stops` are instants that the clock can be moved to, by what their button says: each is
    asked with the present one; None is nowhere. `story` is what to try first; an app that lives in
    the same process may tell `trace` what it does.
    """

    clock_stops: dict[str, Stop] = field(default_factory=dict)
    story: list[Step] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
