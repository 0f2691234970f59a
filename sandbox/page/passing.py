"""How time passes for everybody at somebody's press."""

from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from sandbox.clock import Clock
from sandbox.page.addresses import Addresses
from sandbox.page.returning import Returning
from sandbox.workspace import Workspace

_STEPS = MappingProxyType(
    {
        "quarter": timedelta(minutes=15),
        "hour": timedelta(hours=1),
        "day": timedelta(days=1),
    }
)
_HOME = ZoneInfo("America/New_York")
_MORNING = time(8)
_SATURDAY = 5


class Passing:
    """Moves the clock that everything here goes by, forward only."""

    def __init__(
        self, workspace: Workspace, clock: Clock, addresses: Addresses, returning: Returning
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._addresses = addresses
        self._returning = returning

    async def move(self, request: Request) -> Response:
        """Let time pass."""
        user = self._addresses.person(request.path_params["who"])
        step = f"{(await request.form()).get('by')}"
        now = self._clock.now()
        if step == "morning":
            self._clock.move(next_morning(now) - now)
        elif step in _STEPS:
            self._clock.move(_STEPS[step])
        else:
            message = "time passes by a quarter, an hour, a day or until the morning"
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
