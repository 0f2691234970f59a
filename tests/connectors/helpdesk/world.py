"""What the conformance suite has to know of the world behind a helpdesk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypedDict, Unpack

from rulebook.people import Person
from rulebook.ports import Helpdesk
from rulebook.tickets import Priority, Status, TicketState
from sandbox.faults import Faults


class About(TypedDict, total=False):
    """What is known of a new ticket. `text` is what the customer wrote, with line breaks."""

    title: str
    text: str
    created: datetime
    owner: Person | None
    state: TicketState
    priority: str
    contact: str
    company: str
    plan: str
    respond_by: datetime
    resolve_by: datetime


@dataclass(frozen=True)
class NoteThere:
    """A private note as a colleague sees it in the helpdesk."""

    author: str | None
    lines: tuple[str, ...]
    html: str


@dataclass(frozen=True)
class There:
    """A ticket as a colleague sees it in the helpdesk; people are their ids.

    What is done by a call and in nobody's name is done by None.
    """

    owner: str | None
    notes: tuple[NoteThere, ...]
    assignments: tuple[tuple[str | None, str | None], ...]  # by whom, to whom


@dataclass(frozen=True)
class NewThere:
    """A ticket that we created as a colleague sees it; `customer` is a key, `owner` an id."""

    title: str
    lines: tuple[str, ...]
    customer: str
    owner: str | None
    priority: Priority | None
    status: Status | None


class World(Protocol):
    """A helpdesk that runs here, and the hands of those who work in it.

    `looking` are the names of the calls that look for what may be done already.
    """

    faults: Faults
    looking: frozenset[str]
    tells_deadlines: bool

    def port(self, timeout: float = 15.0) -> Helpdesk:
        """A fresh connector that remembers nothing; `timeout` in seconds."""

    def joins(self, name: str, email: str) -> Person: ...

    def arrives(self, **about: Unpack[About]) -> str:
        """A new ticket; the number people type."""

    def customer(self, name: str, email: str, company: str = "", plan: str = "") -> str:
        """A customer who never wrote; their key."""

    def there(self, number: str) -> There: ...

    def new_there(self, number: str) -> NewThere: ...

    def assigner(self, by: Person) -> Person | None:
        """In whose name an assignment of ours is made that somebody decided; None for nobody's."""

    def assigns(self, who: Person, number: str, to: Person | None) -> None:
        """Somebody gives a ticket away by hand."""

    def is_away(self, who: Person) -> bool: ...

    def closes(self, who: Person, number: str) -> None:
        """Somebody closes a ticket."""

    def numbers(self) -> list[str]:
        """The numbers of all tickets, newest first."""

    def writes_note(self, who: Person, number: str, html: str) -> None: ...

    def replies(self, who: Person, number: str, text: str) -> None:
        """Somebody answers the customer by hand."""

    def customer_writes(self, number: str, text: str) -> None: ...

    def customers_received(self) -> int:
        """How much our calls made customers receive."""

    def called(self) -> list[str]:
        """The names of all calls so far, as the faults name them."""

    async def settled(self) -> None:
        """Wait until no call is under way."""
