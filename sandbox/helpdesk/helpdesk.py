"""The helpdesk as its page and the tests see it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, Unpack

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.helpdesk import acts
from sandbox.helpdesk.arrivals import arrives
from sandbox.helpdesk.intercom.api import IntercomApi
from sandbox.helpdesk.intercom.quota import Quota
from sandbox.helpdesk.intercom.webhooks import Webhooks
from sandbox.helpdesk.note_html import sanitised
from sandbox.helpdesk.plain_text import as_html
from sandbox.helpdesk.pylon.api import PylonApi
from sandbox.helpdesk.pylon.limits import Limits
from sandbox.helpdesk.records import (
    About,
    Admin,
    Call,
    Contact,
    HelpdeskTeam,
    Kind,
    Part,
    Received,
    State,
    Status,
    Thread,
    Ticket,
)
from sandbox.helpdesk.world import HelpdeskWorld

Value = TypeVar("Value")
_OPENED_BY_CUSTOMER = frozenset({"closed", "snoozed", "waiting_on_customer"})
_APP_ID = "sandbox"
INTERCOMS_QUOTA = 1_667  # calls in ten seconds: 10,000 a minute for a private app


class Helpdesk:
    """One helpdesk on this machine, with two faces: `intercom` and `pylon`.

    A face has `routes`, to be mounted under any prefix, and the one `token` it accepts. `quota` is
    how many calls Intercom takes in ten seconds; None lets both faces take any number. A number is
    what people say: a conversation's `id`, a ticket's `ticket_id`, an issue's `number`.

    A customer's plan is the plan of their company, or without a company a custom attribute of
    their own. At Intercom a conversation has a priority of its own and a ticket has it as the
    attribute Priority; at Pylon both are issues and have it as a custom field.
    """

    def __init__(
        self,
        clock: Clock,
        database: str = ":memory:",
        *,
        quota: int | None = INTERCOMS_QUOTA,
    ) -> None:
        self._world = HelpdeskWorld(clock, database)
        self.intercom = IntercomApi(self._world, "sandbox-intercom-token", _APP_ID, Quota(quota))
        self.webhooks = Webhooks(_APP_ID)
        self._world.listeners.append(self.webhooks.happened)
        limits = Limits(counting=quota is not None)
        self.pylon = PylonApi(self._world, "sandbox-pylon-token", limits)

    @property
    def faults(self) -> Faults:
        """The switches that make calls go wrong, named such as `POST /tickets/{id}/reply`."""
        return self._world.faults

    @property
    def changes(self) -> Changes:
        """Tells whoever waits that something changed."""
        return self._world.changes

    @property
    def calls(self) -> list[Call]:
        """Every call that arrived, oldest first."""
        return self._world.calls

    @property
    def customer_receives(self) -> list[Received]:
        """Everything that *calls* made customers receive. What people do by hand is not in it."""
        return self._world.received()

    async def until(self, predicate: Callable[[], Value], timeout: float = 5.0) -> Value:  # noqa: ASYNC109 (a test's patience)
        """Return the first true value of `predicate`, looked at after every change.

        Raises StillWaiting after `timeout` seconds of machine time, with the last calls.
        """
        return await self._world.changes.until(predicate, timeout, self._world.recent)

    def close(self) -> None:
        """Close the database."""
        self.webhooks.close()
        self._world.database.close()

    def admins(self) -> list[Admin]:
        """Every teammate."""
        return self._world.staff.admins()

    def add_admin(self, name: str, email: str) -> Admin:
        """Somebody joins the team."""
        return self._world.staff.joins(name, email)

    def is_now(self, admin: Admin, status: Status) -> Admin:
        """Somebody goes away or comes back; as they are then."""
        return self._world.staff.is_now(admin, status, reassigns=admin.reassigns)

    def add_team(self, name: str, *members: Admin) -> HelpdeskTeam:
        """A team, which only Pylon shows."""
        return self._world.staff.add_team(name, *members)

    def add_contact(self, name: str, email: str, company: str = "", plan: str = "") -> Contact:
        """A customer; a company that is there already keeps the plan it has."""
        of = self._world.add_company(company, plan) if company else None
        return self._world.add_contact(name, email, of, "" if of else plan)

    def add_conversation(self, title: str, customer: Contact, **about: Unpack[About]) -> Ticket:
        """A customer writes in. Raises ValueError when the number is taken."""
        return arrives(self._world, "conversation", title, customer, about)

    def add_ticket(self, title: str, customer: Contact, **about: Unpack[About]) -> Ticket:
        """A ticket, whose id is not its number. Raises ValueError when the number is taken."""
        return arrives(self._world, "ticket", title, customer, about)

    def tickets(self) -> list[Ticket]:
        """Conversations and tickets, newest first, with their history."""
        kinds: tuple[Kind, ...] = ("conversation", "ticket")
        whole = [ticket for kind in kinds for ticket in self._world.tickets(kind)]
        whole.sort(key=lambda ticket: int(ticket.id), reverse=True)
        return [self.ticket(ticket.number) for ticket in whole]

    def ticket(self, number: str) -> Ticket:
        """A conversation or a ticket as it is now. Raises LookupError when there is none."""
        found = self._world.numbered(number)
        if found is None:
            message = f"there is no ticket {number} in this helpdesk"
            raise LookupError(message)
        return found

    def assigns(self, admin: Admin, number: str, to: Admin | None) -> None:
        """Somebody gives a ticket to somebody, or to nobody."""
        acts.assigns(self._world, admin, self.ticket(number), to)

    def writes_note(self, admin: Admin, number: str, body: str) -> Part:
        """Somebody writes a private note."""
        return self._world.happens(self.ticket(number), "note", admin, sanitised(body))

    def begins_thread(self, number: str, name: str, slack_channel: str = "") -> Thread:
        """Somebody begins a thread for notes, mirrored in a channel of Slack if they say so."""
        return self._world.threads.add(self.ticket(number), name, slack_channel)

    def replies(self, admin: Admin, number: str, text: str) -> Part:
        """Somebody answers the customer by hand."""
        return self._world.happens(self.ticket(number), "comment", admin, as_html(text))

    def customer_writes(self, number: str, text: str) -> Part:
        """The customer writes again, which opens what was closed, snoozed or waiting on them.

        Intercom calls the part `open` that opens a conversation, and the words are in it.
        """
        ticket = self.ticket(number)
        kind = "comment"
        if ticket.state in _OPENED_BY_CUSTOMER:
            self._world.puts(ticket, "open")
            kind = "open" if ticket.kind == "conversation" else kind
        return self._world.happens(ticket, kind, ticket.customer, as_html(text))

    def snoozes(self, admin: Admin, number: str, until: datetime) -> None:
        """Somebody puts a ticket aside until then."""
        self._puts(admin, number, "snoozed", until)

    def closes(self, admin: Admin, number: str) -> None:
        """Somebody closes a ticket."""
        self._puts(admin, number, "closed")

    def reopens(self, admin: Admin, number: str) -> None:
        """Somebody opens a ticket again."""
        self._puts(admin, number, "open")

    def _puts(self, admin: Admin, number: str, state: State, until: datetime | None = None) -> None:
        acts.puts(self._world, admin, self.ticket(number), state, until)
