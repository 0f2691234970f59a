"""The helpdesk: where tickets live."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from rulebook.notes import Note
from rulebook.people import Person
from rulebook.ports.outcomes import GiveUp, Outcome, TryAgain
from rulebook.tickets import Bin, Customer, Draft, OwnerChange, Suggestion, Ticket


class Helpdesk(Protocol):
    """Tickets, their owners and customers, as the helpdesk has them."""

    name: str

    async def hello(self) -> None:
        """Ask something harmless, to see that it answers. Raises NotHeard."""

    async def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by the number people use. None: there is none. Raises NotHeard."""

    async def person(self, email: str) -> Person | None:
        """Find who owns tickets under this e-mail address. Raises NotHeard."""

    async def bin(self, owner: Person) -> Bin:
        """List somebody's open tickets. Raises NotHeard."""

    async def changed_since(self, at: datetime) -> tuple[Ticket, ...]:
        """List the tickets that changed at or after an instant. Raises NotHeard.

        In a list a private note may pass for a reply; `ticket` tells them apart.
        """

    async def owners(self) -> Mapping[str, Person | None]:
        """List the owner of each open ticket, by its key. Raises NotHeard."""

    async def owner_changes(self, ticket: str, since: datetime) -> tuple[OwnerChange, ...] | None:
        """List when the ticket with this key changed owner, from an instant on, oldest first.

        None: the helpdesk does not tell. Raises NotHeard.
        """

    async def customer(self, key: str) -> Customer | None:
        """Find a customer by the key of a suggestion. None: there is none. Raises NotHeard."""

    async def tickets_like(self, words: str) -> tuple[Suggestion, ...]:
        """Find open tickets by number or words of the title, best first; the newest for "".

        A suggestion's value is the number people use. At most 20. Raises NotHeard.
        """

    async def customers_like(self, words: str) -> tuple[Suggestion, ...]:
        """Find customers by the beginning of a name, company or e-mail address. At most 20.

        A suggestion's value is the customer's key. Raises NotHeard.
        """

    async def created(self, draft: Draft) -> Ticket | None:
        """Find the ticket that an earlier attempt created, by its marker. Raises NotHeard."""

    async def create(self, draft: Draft, by: Person, *, again: bool) -> Ticket | TryAgain | GiveUp:
        """Create a ticket, in the name of `by` where the helpdesk can. No customer hears of it."""

    async def assign(
        self, ticket: str, owner: Person | None, by: Person, *, again: bool
    ) -> Outcome:
        """Give the ticket with this key to `owner`, or to nobody, in the name of `by`."""

    async def write_note(self, ticket: str, note: Note, by: Person, *, again: bool) -> Outcome:
        """Write a private note on the ticket with this key, authored by `by`."""

    async def set_away(self, person: Person, *, away: bool) -> Outcome:
        """Put somebody away, so that no new tickets come to them, or back."""
