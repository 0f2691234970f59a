"""The state of an issue, also in a status that a team made up."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from connectors.helpdesk.pylon.answers import Issue, IssueStatus, Statuses
from connectors.http.cache import Cache, CachedList
from connectors.http.calls import Calls
from rulebook.tickets import TicketState

CLOSED = "closed"
STANDARD: Mapping[str, TicketState] = MappingProxyType(
    {
        "new": TicketState.OPEN,
        "waiting_on_you": TicketState.OPEN,
        "waiting_on_customer": TicketState.WAITING,
        "on_hold": TicketState.WAITING,
        CLOSED: TicketState.CLOSED,
    }
)
"""What the states mean that every team has."""


class States:
    """The meaning of states. Everything here raises NotHeard; `kept` is in seconds."""

    def __init__(self, calls: Calls, kept: float) -> None:
        self._calls = calls
        self._statuses = CachedList(self._ask, kept)
        self._categories = Cache[str](kept)

    async def of(self, issue: Issue) -> TicketState:
        """Open; waiting when on the customer, on hold or snoozed; closed."""
        state = STANDARD.get(issue.state)
        if state is None:
            category = await self._categories.find(issue.state, self._category)
            state = STANDARD.get(category or "", TicketState.OPEN)
        if state is TicketState.OPEN and _is_snoozed(issue):
            return TicketState.WAITING
        return state

    async def is_open(self, issue: Issue) -> bool:
        """Tell whether it is not closed; what waits is open."""
        return await self.of(issue) is not TicketState.CLOSED

    async def _category(self, slug: str) -> str | None:
        status = await self._statuses.find(lambda status: status.slug == slug)
        return status.category if status else None

    async def _ask(self) -> tuple[IssueStatus, ...]:
        return (await self._calls.get("/issue-statuses", Statuses, "list the statuses")).data


def _is_snoozed(issue: Issue) -> bool:
    until = issue.snoozed_until_time
    return until is not None and until > datetime.now(UTC)
