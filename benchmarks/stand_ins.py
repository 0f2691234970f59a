"""Stand-ins that answer at once, where what is measured is the bot alone."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any, cast
from zoneinfo import ZoneInfo

from cards.message import Message
from connectors.scanner import SensitiveText
from connectors.when import WhenReader
from rulebook.duty import Team
from rulebook.limits import Limits
from rulebook.people import Member, Person
from rulebook.ports import Done, Outcome, Posted
from rulebook.sla import Policy
from rulebook.support_hours import SupportHours
from rulebook.tickets import Bin, Ticket, TicketState
from store.database import Database
from workflows.context import Context

MANAGER = Member(id="UM", name="Mubeen")


class QuickHelpdesk:
    """Every ticket is open and somebody's; nobody was replied to."""

    name = "Helpdesk"

    async def ticket(self, number: str) -> Ticket:
        """Answer at once."""
        return a_ticket(int(number))

    async def person(self, email: str) -> Person:
        """Answer at once."""
        return Person(id=email, name="Somebody", email=email)

    async def bin(self, owner: Person) -> Bin:
        """Three tickets are everybody's."""
        return Bin(tickets=("conversation/1", "conversation/2", "conversation/3"))

    async def changed_since(self, at: datetime) -> tuple[Ticket, ...]:
        """Nothing changed."""
        return ()


class QuickMembers:
    """Everybody is in the workspace."""

    async def member(self, member_id: str) -> Member:
        """Answer at once."""
        return Member(id=member_id, name="Somebody", email=f"{member_id.lower()}@example.com")

    async def member_by_email(self, email: str) -> Member:
        """Answer at once."""
        return Member(id=f"U{email.partition('@')[0].upper()}", name="Somebody", email=email)


class QuickMessenger:
    """Takes every message, and remembers when each came."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock, self._stamps = clock, count()
        self._posted: list[tuple[datetime, str]] = []
        self._enough = asyncio.Event()
        self._wanted = 0

    async def post(  # noqa: PLR0913 (as the port has it)
        self,
        to: str,
        message: Message,
        *,
        marker: str,
        thread: str | None,
        again: bool,
        until: datetime | None = None,
    ) -> Posted:
        """Answer at once."""
        self._posted.append((self._clock(), marker))
        if len(self._posted) == self._wanted:
            self._enough.set()
        return Posted(channel=f"D{to}", ts=f"{next(self._stamps)}")

    async def taken(self, many: int) -> list[tuple[datetime, str]]:
        """Wait for so many messages: when each was taken, and its marker."""
        self._wanted, self._posted = many, []
        self._enough.clear()
        await self._enough.wait()
        return self._posted

    async def update(self, at: Posted, message: Message) -> Outcome:
        """Answer at once."""
        return Done()

    async def remove(self, at: Posted) -> Outcome:
        """Answer at once."""
        return Done()


def a_context(
    database: Database, woken: asyncio.Event, remind_before: tuple[timedelta, ...] = ()
) -> Context:
    """Support is always open, and the manager decides."""
    return Context(
        database=database,
        helpdesk=cast("Any", QuickHelpdesk()),
        members=cast("Any", QuickMembers()),
        scanner=SensitiveText(),
        times=WhenReader(),
        team=Team(manager=MANAGER),
        hours=SupportHours(ZoneInfo("UTC"), time(), time.max, frozenset(range(7)), frozenset()),
        limits=Limits(),
        policy=Policy(),
        remind_before=remind_before,
        clock=lambda: datetime.now(UTC),
        wake=woken.set,
    )


def a_ticket(number: int) -> Ticket:
    """One of very many tickets, of one of a hundred engineers."""
    owner = Person(id=f"{number % 100}", name="Somebody", email=f"e{number % 100}@example.com")
    return Ticket(
        key=f"conversation/{number}",
        number=f"{number}",
        title="Cannot export invoices",
        link=f"https://helpdesk.example/{number}",
        state=TicketState.OPEN,
        customer="Acme",
        plan="Enterprise",
        priority="high",
        owner=owner,
    )
