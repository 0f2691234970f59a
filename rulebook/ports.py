"""What we ask of the outside.

A write ends in one of three outcomes. A read answers, or raises `NotHeard` with one of the other
two. `again` says that an earlier attempt may have come through unnoticed: the connector then looks
before it writes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from rulebook.notes import Note
from rulebook.people import Member, Person
from rulebook.tickets import Bin, Customer, Draft, OwnerChange, Suggestion, Ticket
from rulebook.value import Value


class Done(Value):
    """It is done. `reference` is what the outside calls it, `link` where a person can see it.

    `made` is a ticket that was created.
    """

    reference: str = ""
    link: str = ""
    made: Ticket | None = None


class TryAgain(Value):
    """It may work later. `because` is a sentence; `after` the wait the outside asked for.

    `untried`: nothing was sent, so that this attempt does not count.
    """

    because: str
    after: timedelta | None = None
    untried: bool = False


class GiveUp(Value):
    """It will not work by itself. `because` is a sentence somebody can act on."""

    because: str


Outcome = Done | TryAgain | GiveUp


class NotHeard(Exception):  # noqa: N818 (the name is the sentence)
    """A read was not answered."""

    def __init__(self, outcome: TryAgain | GiveUp) -> None:
        super().__init__(outcome.because)
        self.outcome = outcome


class Helpdesk(Protocol):
    """Where tickets live."""

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
        """Whose each open ticket is, by its key. Raises NotHeard."""

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


class Members(Protocol):
    """Who is in the Slack workspace."""

    async def member(self, member_id: str) -> Member | None:
        """Find a member by Slack's id. None: there is none. Raises NotHeard."""

    async def member_by_email(self, email: str) -> Member | None:
        """Find a member by e-mail address. Raises NotHeard."""


class Message(Value):
    """A Slack message: Block Kit blocks, and the text that notifications show."""

    text: str
    blocks: tuple[Mapping[str, Any], ...]


class Posted(Value):
    """Where a message stands in Slack: channel id (D… or C…) and ts."""

    channel: str
    ts: str


class Messenger(Protocol):
    """How messages get into Slack."""

    async def post(  # noqa: PLR0913 (what, where, and when no longer)
        self,
        to: str,
        message: Message,
        *,
        marker: str,
        thread: str | None,
        again: bool,
        until: datetime | None = None,
    ) -> Posted | TryAgain | GiveUp:
        """Post to a channel or a member; `marker` is unique and rides in the metadata.

        From the machine's instant `until` on it is somebody else's to post.
        """

    async def find(self, to: str, *, marker: str) -> Posted | None:
        """Find what was posted with a marker to a channel or a member. Raises NotHeard."""

    async def update(self, at: Posted, message: Message) -> Outcome:
        """Replace what a message shows."""

    async def remove(self, at: Posted) -> Outcome:
        """Remove a message; one that is gone already is done."""

    async def show_home(self, to: str, blocks: Sequence[Mapping[str, Any]]) -> Outcome:
        """Replace what somebody's home tab shows."""

    async def whisper(self, channel: str, to: str, message: Message) -> Outcome:
        """Show something to one person only, in a channel they are in."""
