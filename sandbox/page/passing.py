"""The passing of time for everybody, at somebody's press."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from sandbox.clock import Clock
from sandbox.handed import Stop
from sandbox.page.addresses import Addresses
from sandbox.page.dates import time_of_day
from sandbox.page.returning import Returning
from sandbox.workspace import Workspace
from sandbox.workspace.records import Json


@dataclass(frozen=True)
class Way:
    """One button of the clock: what it sends, what it says, and where it leads."""

    by: str
    label: str
    leads: str


# by: (label, where it leads, by how much)
_STEPS = MappingProxyType(
    {
        "quarter": ("+15 min", "A quarter of an hour later", timedelta(minutes=15)),
        "hour": ("+1 h", "An hour later", timedelta(hours=1)),
        "day": ("+1 day", "The same time tomorrow", timedelta(days=1)),
    }
)
_HOME = ZoneInfo("America/New_York")
_MORNING = time(8)
_SATURDAY = 5


class Passing:
    """Moves the clock that everything here goes by, forward only."""

    def __init__(
        self,
        workspace: Workspace,
        clock: Clock,
        addresses: Addresses,
        returning: Returning,
        stops: Mapping[str, Stop],
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._addresses = addresses
        self._returning = returning
        self._stops = stops
        self._ahead: dict[str, tuple[str, datetime]] = {}

    async def look_ahead(self) -> None:
        """Ask where the stops are now; those that lie ahead are offered."""
        now = self._clock.now()
        found = {"morning": ("Next morning", next_morning(now))}
        for label, stop in self._stops.items():
            at = await stop(now)
            if at and at > now:
                found[label] = (label, at)
        self._ahead = found

    def ways(self, viewer: Json) -> list[Way]:
        """Return what somebody can press, with instants in their zone."""
        zone = ZoneInfo(viewer["tz"])
        return [
            *(Way(by, label, leads) for by, (label, leads, _) in _STEPS.items()),
            *(Way(by, label, _written(at, zone)) for by, (label, at) in self._ahead.items()),
        ]

    async def move(self, request: Request) -> Response:
        """Let time pass."""
        user = self._addresses.person(request.path_params["who"])
        by = f"{(await request.form()).get('by')}"
        await self.look_ahead()
        if by in _STEPS:
            self._clock.move(_STEPS[by][2])
        elif by in self._ahead:
            _, at = self._ahead[by]
            self._clock.move(max(at - self._clock.now(), timedelta()))
        else:
            offered = ", ".join([*_STEPS, *self._ahead])
            message = f"time passes by one of these: {offered}"
            raise ValueError(message)
        self._workspace.changes.happened()
        return self._returning.back(request, user)


def next_morning(now: datetime) -> datetime:
    """Return the next 8:00 from Monday to Friday in New York, in UTC."""
    day = now.astimezone(_HOME).date()
    while True:
        morning = datetime.combine(day, _MORNING, _HOME).astimezone(UTC)
        if morning > now and day.weekday() < _SATURDAY:
            return morning
        day += timedelta(days=1)


def _written(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%A, %d %B}, {time_of_day(local)}"
