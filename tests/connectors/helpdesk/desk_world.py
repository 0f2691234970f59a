"""What the worlds behind all helpdesks share: the one helpdesk that the sandbox runs."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from html import escape
from typing import Protocol, TypeVar, Unpack

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from connectors.helpdesk.note_html import lines
from rulebook.people import Person
from rulebook.ports import Helpdesk as Port
from rulebook.tickets import Priority, Status, TicketState
from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import About as AboutDesks
from sandbox.helpdesk.records import Admin, Contact, Kind, State
from sandbox.helpdesk.records import Priority as DesksPriority
from sandbox.server import serving
from tests.connectors.helpdesk.world import About, NewThere, NoteThere, There

PRIORITIES: dict[str, DesksPriority] = {
    "": "none",
    "low": "low",
    "high": "high",
    "urgent": "urgent",
}
OURS: dict[DesksPriority, Priority] = {
    "low": Priority.LOW,
    "normal": Priority.NORMAL,
    "medium": Priority.NORMAL,
    "high": Priority.HIGH,
    "urgent": Priority.URGENT,
}
STATUSES: dict[State, Status] = {
    "submitted": Status.SUBMITTED,
    "open": Status.IN_PROGRESS,
    "waiting_on_customer": Status.WAITING,
}


class Closing(Port, Protocol):
    """A connector that has to be closed."""

    async def aclose(self) -> None: ...


class DeskWorld:
    """A world of tickets or conversations. The ids of people are those that calls use."""

    def __init__(self, desk: Helpdesk, url: str, kind: Kind = "ticket") -> None:
        self.desk = desk
        self.url = url
        self.kind = kind
        self.faults = desk.faults
        self.opened: list[Closing] = []
        self.contacts: dict[tuple[str, str, str], Contact] = {}

    def user_id(self, admin: Admin) -> str:
        """What calls name a teammate by."""
        return admin.id

    def contact_id(self, contact: Contact) -> str:
        """What calls name a customer by."""
        return contact.id

    def joins(self, name: str, email: str) -> Person:
        admin = self.desk.add_admin(name, email)
        return Person(id=self.user_id(admin), name=name, email=email)

    def arrives(self, **about: Unpack[About]) -> str:
        who = about.get("contact", "Dana Fox"), about.get("company", ""), about.get("plan", "")
        if who not in self.contacts:
            name, company, plan = who
            self.contacts[who] = self.desk.add_contact(name, "dana@customer.example", company, plan)
        owner = about.get("owner")
        add = {"conversation": self.desk.add_conversation, "ticket": self.desk.add_ticket}
        more: AboutDesks = {
            "body": escape(about.get("text", "")).replace("\n", "<br>"),
            "owner": self.admin(owner) if owner else None,
            "priority": PRIORITIES[about.get("priority", "")],
            "state": self.state(about.get("state", TicketState.OPEN)),
        }
        if "created" in about:
            more["created"] = about["created"]
        if "respond_by" in about:
            more["respond_by"] = about["respond_by"]
        if "resolve_by" in about:
            more["resolve_by"] = about["resolve_by"]
        title = about.get("title", "It does not work")
        return add[self.kind](title, self.contacts[who], **more).number

    def customer(self, name: str, email: str, company: str = "", plan: str = "") -> str:
        contact = self.desk.add_contact(name, email, company, plan)
        self.contacts[name, company, plan] = contact
        return self.contact_id(contact)

    def there(self, number: str) -> There:
        ticket = self.desk.ticket(number)
        return There(
            owner=self.user_id(ticket.owner) if ticket.owner else None,
            notes=tuple(
                NoteThere(self._id_of(note.author), lines(note.body or ""), note.body or "")
                for note in ticket.notes
            ),
            assignments=tuple(
                (
                    self._id_of(part.author),
                    self.user_id(part.assigned_to) if part.assigned_to else None,
                )
                for part in ticket.history
                if part.kind == "assignment"
            ),
        )

    def new_there(self, number: str) -> NewThere:
        ticket = self.desk.ticket(number)
        return NewThere(
            title=ticket.title,
            lines=lines(ticket.body),
            customer=self.contact_id(ticket.customer),
            owner=self.user_id(ticket.owner) if ticket.owner else None,
            priority=OURS.get(ticket.priority),
            status=STATUSES.get(ticket.state),
        )

    def is_away(self, who: Person) -> bool:
        return self.admin(who).status != "active"

    def assigns(self, who: Person, number: str, to: Person | None) -> None:
        self.desk.assigns(self.admin(who), number, self.admin(to) if to else None)

    def closes(self, who: Person, number: str) -> None:
        self.desk.closes(self.admin(who), number)

    def numbers(self) -> list[str]:
        return [ticket.number for ticket in self.desk.tickets()]

    def writes_note(self, who: Person, number: str, html: str) -> None:
        self.desk.writes_note(self.admin(who), number, html)

    def replies(self, who: Person, number: str, text: str) -> None:
        self.desk.replies(self.admin(who), number, text)

    def customer_writes(self, number: str, text: str) -> None:
        self.desk.customer_writes(number, text)

    def customers_received(self) -> int:
        return len(self.desk.customer_receives)

    def called(self) -> list[str]:
        return [call.name for call in self.desk.calls]

    async def settled(self) -> None:
        last = self.desk.calls[-1]
        await self.desk.until(lambda: last.status is not None)

    def admin(self, person: Person) -> Admin:
        return next(admin for admin in self.desk.admins() if self.user_id(admin) == person.id)

    def state(self, state: TicketState) -> State:
        match state:
            case TicketState.OPEN:
                return "open"
            case TicketState.WAITING:
                return "snoozed" if self.kind == "conversation" else "waiting_on_customer"
            case TicketState.CLOSED:
                return "closed"

    def _id_of(self, author: Admin | Contact) -> str | None:
        return self.user_id(author) if isinstance(author, Admin) else self.contact_id(author)


OfDesk = TypeVar("OfDesk", bound=DeskWorld)


def as_it_is(app: ASGIApp) -> ASGIApp:
    return app


@asynccontextmanager
async def world_of(
    make: Callable[[Helpdesk, str], OfDesk], around: Callable[[ASGIApp], ASGIApp]
) -> AsyncIterator[OfDesk]:
    """Served over HTTP; `around` wraps the application, to listen."""
    desk = Helpdesk(Clock(), quota=None)
    app = Starlette(
        routes=[
            Mount("/intercom", routes=desk.intercom.routes),
            Mount("/pylon", routes=desk.pylon.routes),
        ]
    )
    async with serving(around(app)) as url:
        world = make(desk, url)
        try:
            yield world
        finally:
            desk.faults.off()
            for port in world.opened:
                await port.aclose()
    assert desk.customer_receives == [], "a customer received something"
    desk.close()
