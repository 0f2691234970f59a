"""A ticket, and how people write one down."""

import re
from datetime import datetime
from enum import StrEnum

from rulebook.people import Person
from rulebook.value import Value

_NUMBER = re.compile(r"#?([0-9]{1,20})")
_LINK = re.compile(r"<?https?://(?P<path>[^\s|>?#]*)(?:[?#][^\s|>]*)?(?:\|[^>]*)?>?")
_IN_QUERY = re.compile(r"[?&]issueNumber=([0-9]{1,20})(?=[&#|>]|$)")
_IN_LINK = (
    re.compile(r"/(?:conversation|conversations|ticket|tickets)/([0-9]{1,20})(?=/|$)"),
    re.compile(r".*/([0-9]{1,20})(?=/|$)"),
)


class TicketState(StrEnum):
    """The state in which a ticket is."""

    OPEN = "open"
    WAITING = "waiting"  # snoozed, or waiting on the customer
    CLOSED = "closed"


class Priority(StrEnum):
    """The urgency of a ticket."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Status(StrEnum):
    """The status with which a new ticket begins."""

    SUBMITTED = "submitted"
    IN_PROGRESS = "in progress"
    WAITING = "waiting on customer"


class Customer(Value):
    """The customer whom a ticket is for. `key` is what calls need."""

    key: str
    name: str
    plan: str = ""


class Deadline(Value):
    """A deadline of the helpdesk's own SLA: `name` says for what, `reply` whether for a word.

    What is not met by a reply is met when the ticket is closed.
    """

    name: str
    due: datetime
    reply: bool


class OwnerChange(Value):
    """A ticket changed owner. `reference` is the helpdesk's own, and no other change has it.

    `by` is None where the helpdesk did it by a rule of its own; somebody without an id is not
    told. `to` is None for nobody.
    """

    reference: str
    at: datetime
    by: Person | None
    to: Person | None


class Ticket(Value):
    """A ticket as the helpdesk shows it: `key` is what calls need, `number` what people type.

    `customer` is a name, `customer_key` what calls need; `opened` is when it was created. `replied`
    is when the customer last got a reply from us, `customer_wrote` when they last wrote.
    `deadlines` are the helpdesk's own, those that still run.
    """

    key: str
    number: str
    title: str
    link: str
    state: TicketState
    customer: str = ""
    customer_key: str = ""
    plan: str = ""
    priority: str = ""
    owner: Person | None = None
    opened: datetime | None = None
    replied: datetime | None = None
    customer_wrote: datetime | None = None
    deadlines: tuple[Deadline, ...] = ()

    @property
    def name(self) -> str:
        """The name by which people call it: `#4711`."""
        return f"#{self.number}"


class Draft(Value):
    """A ticket to be created, silently. `customer` is a customer's key, `parent` a ticket's.

    `marker` stands alone in the description's last line: by it a ticket is found again before it
    would be created twice.
    """

    customer: str
    title: str
    description: str
    priority: Priority
    status: Status
    owner: Person
    marker: str
    parent: str = ""


class Suggestion(Value):
    """Something to choose while typing: what is kept, and the words shown for it."""

    value: str
    words: str


class Bin(Value):
    """An owner's open tickets, as keys."""

    tickets: tuple[str, ...] = ()


class Situation(Value):
    """Somebody's day before one more ticket: counts, and whether they are on shift."""

    open_tickets: int
    due_today: int
    on_shift: bool


def ticket_number(written: str) -> str | None:
    """Read `4711`, `#4711` or a helpdesk link (also as Slack writes links: `<url|text>`)."""
    match = _NUMBER.fullmatch(written.strip())
    if link := _LINK.fullmatch(written.strip()):
        places = [(_IN_QUERY, link[0]), *((pattern, link["path"]) for pattern in _IN_LINK)]
        found = (pattern.search(place) for pattern, place in places)
        match = next((each for each in found if each), None)
    return (match[1].lstrip("0") or "0") if match else None


def ago(opened: datetime | None, at: datetime) -> str:
    """Say how long ago a ticket was opened, in days; "" where that is not known."""
    if opened is None:
        return ""
    days = (at - opened).days
    return {0: "today", 1: "1 day ago"}.get(days, f"{days} days ago")
