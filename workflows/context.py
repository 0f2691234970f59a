"""The context that every workflow is handed."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.duty import Cover, Duty, Shift, Team, next_change, next_shift, on_duty
from rulebook.limits import Limits
from rulebook.ports import Helpdesk, Members
from rulebook.sensitive import Scanner
from rulebook.sla import Policy
from rulebook.support_hours import SupportHours
from rulebook.when import TimeReader
from store import roster
from store.database import Database

# Seconds left of Slack's 3 s, once a command has travelled and its transaction is committed.
PATIENCE = 1.5


@dataclass(frozen=True)
class Context:
    """The database, the ports, the people, hours and limits; `wake` tells delivery to look."""

    database: Database
    helpdesk: Helpdesk
    members: Members
    scanner: Scanner
    times: TimeReader
    team: Team
    hours: SupportHours
    limits: Limits
    policy: Policy
    remind_before: tuple[timedelta, ...]
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    channel: str = ""

    def transaction(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Write, then wake delivery."""
        return self.database.transaction(after_commit=self.wake)

    async def duty(self, tx: AsyncConnection, at: datetime | None = None) -> Duty:
        """Find who is on duty now, or at an instant."""
        return on_duty(await _shifts(tx), self.team, at or self.clock(), self.hours)

    async def next_shift(self, tx: AsyncConnection) -> datetime:
        """Find when somebody is there again."""
        return next_shift(await _shifts(tx), self.team, self.clock(), self.hours)

    async def next_change(self, tx: AsyncConnection) -> datetime | None:
        """Find when somebody else is on duty, or support opens or closes."""
        return next_change(await _shifts(tx), self.team, self.clock(), self.hours)


async def _shifts(tx: AsyncConnection) -> list[Shift | Cover]:
    return [entry.shift for entry in await roster.entries(tx)]
