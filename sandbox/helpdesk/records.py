"""The values that the helpdesk takes and hands out. Instants are aware and in UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypedDict

Json = dict[str, Any]
Kind = Literal["conversation", "ticket"]
Priority = Literal["none", "low", "normal", "medium", "high", "urgent"]
State = Literal["submitted", "open", "snoozed", "waiting_on_customer", "closed"]
Status = Literal["active", "away", "out_of_office"]


@dataclass(frozen=True)
class Admin:
    """A teammate who owns tickets; whoever is not active is away.

    `reassigns` is whether replies to their tickets go to somebody else meanwhile.
    """

    id: str
    name: str
    email: str
    status: Status = field(default="active", compare=False)
    reassigns: bool = field(default=False, compare=False)


# Who acts through a call that does not say for whom. Nobody of the team, and owner of nothing.
API_USER = Admin("991267000", "API user", "")


@dataclass(frozen=True)
class HelpdeskTeam:
    """Teammates who get tickets together."""

    id: str
    name: str
    members: tuple[Admin, ...]


@dataclass(frozen=True)
class Company:
    """A customer's company and the plan it pays for."""

    id: str
    name: str
    plan: str


@dataclass(frozen=True)
class Contact:
    """A customer. `plan` is their own custom attribute; a company's plan is the company's."""

    id: str
    name: str
    email: str
    company: Company | None
    plan: str


@dataclass(frozen=True)
class Part:
    """One thing that happened to a ticket: a note, a comment, an assignment, a closing.

    `kind` is Intercom's `part_type`, `body` HTML.
    """

    id: str
    kind: str
    author: Admin | Contact
    body: str | None
    assigned_to: Admin | None
    at: datetime


@dataclass(frozen=True)
class Thread:
    """A thread of notes on a ticket; one with a `channel` is mirrored in Slack."""

    id: str
    name: str
    channel: str


@dataclass(frozen=True)
class External:
    """An issue in a tracker that a ticket is linked with."""

    source: str
    id: str


@dataclass(frozen=True)
class Particulars:
    """Particulars of a ticket that Pylon tells and Intercom does not.

    `respond_by` and `resolve_by` are what its SLA promises. `opened_by` wrote its first message if
    the customer did not, which is a note when `internal`. `first_owner` had it to begin with.
    """

    respond_by: datetime | None = None
    resolve_by: datetime | None = None
    team: HelpdeskTeam | None = None
    tags: tuple[str, ...] = ()
    in_portal: bool = False
    opened_by: Admin | None = None
    internal: bool = False
    first_owner: Admin | None = None
    external: tuple[External, ...] = ()


@dataclass(frozen=True)
class Ticket:
    """A conversation or a ticket.

    `id` is what calls name it by, `number` what people do. Of a conversation both are the same.
    A ticket has a type, and may be linked to a conversation: `linked` is its number.
    """

    kind: Kind
    id: str
    number: str
    title: str
    body: str
    customer: Contact
    owner: Admin | None
    priority: Priority
    state: State
    snoozed_until: datetime | None
    created: datetime
    updated: datetime
    history: tuple[Part, ...] = ()
    ticket_type: str = ""
    linked: str = ""
    particulars: Particulars = Particulars()

    @property
    def open(self) -> bool:
        """Say whether it is not closed; what is snoozed is open."""
        return self.state != "closed"

    @property
    def notes(self) -> tuple[Part, ...]:
        """The private notes, oldest first."""
        return tuple(part for part in self.history if part.kind == "note")


class About(TypedDict, total=False):
    """Things that may be said of a new ticket; without a number it gets the next one.

    `created` is an instant in the past, `ticket_type` an id, `linked` a conversation's number.
    `respond_by` and `resolve_by` are deadlines that Pylon tells and Intercom does not.
    """

    number: str
    body: str
    owner: Admin | None
    priority: Priority
    state: State
    created: datetime
    ticket_type: str
    linked: str
    respond_by: datetime
    resolve_by: datetime
    team: HelpdeskTeam
    tags: tuple[str, ...]
    in_portal: bool
    opened_by: Admin
    internal: bool


@dataclass(frozen=True)
class Received:
    """Something that a call made a customer receive: a comment, word of a new or changed ticket."""

    number: str
    kind: Literal["comment", "creation", "update"]
    body: str
    at: datetime


@dataclass
class Call:
    """One call that arrived. `name` has `{id}` where `path` has the id.

    `status` is None while it is under way, and stays so when the connection broke before
    anything was done.
    """

    name: str
    method: str
    path: str
    body: Any
    at: datetime
    status: int | None = None
