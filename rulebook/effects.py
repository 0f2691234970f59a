"""What an approval sets off outside: each effect is carried out once, in its lane, in order."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from rulebook.notes import Note
from rulebook.people import Member, Person
from rulebook.phrase import Phrase
from rulebook.tickets import Ticket
from rulebook.value import Value


class AssignTicket(Value):
    """Give a ticket to a new owner. `ticket` is as the card showed it."""

    type: Literal["assign ticket"] = "assign ticket"
    doing: ClassVar[str] = "reassigning the ticket"
    done: ClassVar[str] = "Ticket reassigned"
    failed: ClassVar[str] = "Ticket not reassigned"

    ticket: Ticket
    owner: Person
    by: Member

    @property
    def lane(self) -> str:
        """Everything that changes one ticket runs one after the other."""
        return f"ticket {self.ticket.key}"


class WriteNote(Value):
    """Leave the private note on a ticket."""

    type: Literal["write note"] = "write note"
    doing: ClassVar[str] = "writing the note"
    done: ClassVar[str] = "Note written"
    failed: ClassVar[str] = "Note not written"

    ticket: Ticket
    note: Note
    by: Member

    @property
    def lane(self) -> str:
        """Everything that changes one ticket runs one after the other."""
        return f"ticket {self.ticket.key}"


class Tell(Value):
    """Word to one person: in the thread of their card of this request, else a message."""

    type: Literal["tell"] = "tell"
    to: Member
    words: Phrase

    @property
    def lane(self) -> str:
        """One person hears one thing after the other."""
        return f"person {self.to.id}"


class Whisper(Value):
    """An answer to a click, seen by who clicked, where they clicked."""

    type: Literal["whisper"] = "whisper"
    to: str
    channel: str
    words: Phrase

    @property
    def lane(self) -> str:
        """One person hears one thing after the other."""
        return f"person {self.to}"


class ShowCard(Value):
    """Bring one copy of a card up to date; posting it is the first time."""

    type: Literal["show card"] = "show card"
    copy_id: int

    @property
    def lane(self) -> str:
        """A copy is drawn one version after the other."""
        return f"card {self.copy_id}"


class CheckRequest(Value):
    """Look up what was not heard in time, then confirm or refuse the request."""

    type: Literal["check request"] = "check request"
    request_id: int

    @property
    def lane(self) -> str:
        """A request is checked once at a time."""
        return f"request {self.request_id}"


class OfferRequest(Value):
    """Bring a request that waited for the next shift to who is on duty by then."""

    type: Literal["offer request"] = "offer request"
    request_id: int

    @property
    def lane(self) -> str:
        """After its check."""
        return f"request {self.request_id}"


Effect = Annotated[
    AssignTicket | WriteNote | Tell | Whisper | ShowCard | CheckRequest | OfferRequest,
    Field(discriminator="type"),
]
HelpdeskEffect = AssignTicket | WriteNote
