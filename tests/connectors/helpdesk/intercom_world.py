"""Intercom as the sandbox serves it, once with conversations and once with tickets."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from html import escape
from typing import Unpack

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from connectors.helpdesk.intercom import Intercom, IntercomSettings
from connectors.helpdesk.note_html import lines
from rulebook.people import Person
from rulebook.tickets import Priority, Status, TicketState
from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import About as AboutIntercoms
from sandbox.helpdesk.records import Admin, Contact, Kind, State
from sandbox.helpdesk.records import Priority as IntercomsPriority
from sandbox.server import serving
from tests.connectors.helpdesk.world import About, NewThere, NoteThere, There

PRIORITIES: dict[str, IntercomsPriority] = {
    "": "none",
    "low": "low",
    "high": "high",
    "urgent": "urgent",
}
STATUSES: dict[State, Status] = {
    "submitted": Status.SUBMITTED,
    "open": Status.IN_PROGRESS,
    "waiting_on_customer": Status.WAITING,
}


class IntercomWorld:
    def __init__(self, desk: Helpdesk, url: str, kind: Kind) -> None:
        self.desk = desk
        self.url = url
        self.kind = kind
        self.faults = desk.faults
        self.ports: list[Intercom] = []
        self.contacts: dict[tuple[str, str, str], Contact] = {}

    def port(self, timeout: float = 5.0, ticket_type: str = "") -> Intercom:
        port = Intercom(
            IntercomSettings(
                access_token=self.desk.token,
                api_url=self.url,
                timeout=timeout,
                ticket_type=ticket_type,
            )
        )
        self.ports.append(port)
        return port

    def joins(self, name: str, email: str) -> Person:
        admin = self.desk.add_admin(name, email)
        return Person(id=admin.id, name=name, email=email)

    def arrives(self, **about: Unpack[About]) -> str:
        who = about.get("contact", "Dana Fox"), about.get("company", ""), about.get("plan", "")
        if who not in self.contacts:
            name, company, plan = who
            self.contacts[who] = self.desk.add_contact(name, "dana@customer.example", company, plan)
        owner = about.get("owner")
        add = {"conversation": self.desk.add_conversation, "ticket": self.desk.add_ticket}
        more: AboutIntercoms = {
            "body": escape(about.get("text", "")).replace("\n", "<br>"),
            "owner": self.admin(owner) if owner else None,
            "priority": PRIORITIES[about.get("priority", "")],
            "state": self.state(about.get("state", TicketState.OPEN)),
        }
        if "created" in about:
            more["created"] = about["created"]
        title = about.get("title", "It does not work")
        return add[self.kind](title, self.contacts[who], **more).number

    def customer(self, name: str, email: str, company: str = "", plan: str = "") -> str:
        contact = self.desk.add_contact(name, email, company, plan)
        self.contacts[name, company, plan] = contact
        return contact.id

    def there(self, number: str) -> There:
        ticket = self.desk.ticket(number)
        return There(
            owner=ticket.owner.id if ticket.owner else None,
            notes=tuple(
                NoteThere(note.author.id, lines(note.body or ""), note.body or "")
                for note in ticket.notes
            ),
            assignments=tuple(
                (part.author.id, part.assigned_to.id if part.assigned_to else None)
                for part in ticket.history
                if part.kind == "assignment"
            ),
        )

    def new_there(self, number: str) -> NewThere:
        ticket = self.desk.ticket(number)
        return NewThere(
            title=ticket.title,
            lines=lines(ticket.body),
            customer=ticket.customer.id,
            owner=ticket.owner.id if ticket.owner else None,
            priority=next((one for one in Priority if one == ticket.priority), None),
            status=STATUSES.get(ticket.state),
        )

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
        return next(admin for admin in self.desk.admins() if admin.id == person.id)

    def state(self, state: TicketState) -> State:
        match state:
            case TicketState.OPEN:
                return "open"
            case TicketState.WAITING:
                return "snoozed" if self.kind == "conversation" else "waiting_on_customer"
            case TicketState.CLOSED:
                return "closed"


def _as_it_is(app: ASGIApp) -> ASGIApp:
    return app


@asynccontextmanager
async def intercom_world(
    kind: Kind, around: Callable[[ASGIApp], ASGIApp] = _as_it_is
) -> AsyncIterator[IntercomWorld]:
    """Served over HTTP; `around` wraps the application, to listen."""
    desk = Helpdesk(Clock(), quota=None)
    app = Starlette(routes=[Mount("/intercom", routes=desk.routes)])
    async with serving(around(app)) as url:
        world = IntercomWorld(desk, f"{url}/intercom", kind)
        yield world
        desk.faults.off()
        for port in world.ports:
            await port.aclose()
    assert desk.customer_receives == [], "a customer received something"
    desk.close()
