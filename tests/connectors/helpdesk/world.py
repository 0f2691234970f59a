"""What the conformance suite has to know of the world behind a helpdesk."""

from dataclasses import dataclass
from typing import Protocol, TypedDict, Unpack

from rulebook.people import Person
from rulebook.ports import Helpdesk
from rulebook.tickets import TicketState
from sandbox.faults import Faults


class About(TypedDict, total=False):
    title: str
    owner: Person | None
    state: TicketState
    priority: str
    contact: str
    company: str
    plan: str


@dataclass(frozen=True)
class NoteThere:
    """A private note as a colleague sees it in the helpdesk."""

    author: str
    lines: tuple[str, ...]
    html: str


@dataclass(frozen=True)
class There:
    """A ticket as a colleague sees it in the helpdesk; people are their ids."""

    owner: str | None
    notes: tuple[NoteThere, ...]
    assignments: tuple[tuple[str, str | None], ...]  # by whom, to whom


class World(Protocol):
    """A helpdesk that runs here, and the hands of those who work in it."""

    faults: Faults

    def port(self, timeout: float = 5.0) -> Helpdesk:
        """A fresh connector that remembers nothing; `timeout` in seconds."""

    def joins(self, name: str, email: str) -> Person: ...

    def arrives(self, **about: Unpack[About]) -> str:
        """A new ticket; the number people type."""

    def there(self, number: str) -> There: ...

    def writes_note(self, who: Person, number: str, html: str) -> None: ...

    def customers_received(self) -> int:
        """How much our calls made customers receive."""

    def called(self) -> list[str]:
        """The names of all calls so far, as the faults name them."""

    async def settled(self) -> None:
        """Wait until no call is under way."""
