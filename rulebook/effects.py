"""Effects that an approval sets off outside: each is carried out once, in its lane, in order."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from rulebook.moves import Move
from rulebook.notes import Note
from rulebook.people import Member, Person
from rulebook.phrase import Phrase
from rulebook.tickets import Draft, Ticket
from rulebook.value import Value


class _OnTicket(Value):
    ticket: Ticket
    by: Member

    @property
    def lane(self) -> str:
        """Everything that changes one ticket runs one after the other."""
        return f"ticket {self.ticket.key}"

    @property
    def where(self) -> str:
        """The ticket, as people call it."""
        return self.ticket.name


class AssignTicket(_OnTicket):
    """Give a ticket to a new owner. `ticket` is as the card showed it."""

    type: Literal["assign ticket"] = "assign ticket"
    doing: ClassVar[str] = "reassigning the ticket"
    done: ClassVar[str] = "Ticket reassigned"
    failed: ClassVar[str] = "Ticket not reassigned"

    owner: Person


class PutBack(_OnTicket):
    """Give a ticket back to who had it, or to nobody. `ticket` is as the approval left it."""

    type: Literal["put back"] = "put back"
    doing: ClassVar[str] = "putting the ticket back"
    done: ClassVar[str] = "Ticket put back"
    failed: ClassVar[str] = "Ticket not put back"

    owner: Person | None


class CreateTicket(Value):
    """Create a ticket, silently. `seen` are tickets that must still be what the card showed."""

    type: Literal["create ticket"] = "create ticket"
    doing: ClassVar[str] = "creating the ticket"
    done: ClassVar[str] = "Ticket created"
    failed: ClassVar[str] = "Ticket not created"

    draft: Draft
    by: Member
    seen: tuple[Ticket, ...] = ()

    @property
    def lane(self) -> str:
        """A ticket is created once at a time."""
        return f"new ticket {self.draft.marker}"

    @property
    def where(self) -> str:
        """The ticket, as people call it before it has a number."""
        return "the new ticket"


class WriteNote(Value):
    """Leave the private note on a ticket; without one, on the ticket that the request created.

    `names_new` is the label under which the note names that new ticket.
    """

    type: Literal["write note"] = "write note"
    doing: ClassVar[str] = "writing the note"
    done: ClassVar[str] = "Note written"
    failed: ClassVar[str] = "Note not written"

    ticket: Ticket | None
    note: Note
    by: Member
    names_new: str = ""

    @property
    def lane(self) -> str:
        """Everything that changes one ticket runs one after the other."""
        return f"ticket {self.ticket.key}" if self.ticket else f"new ticket {self.note.marker}"

    @property
    def where(self) -> str:
        """The ticket, as people call it."""
        return self.ticket.name if self.ticket else "the new ticket"


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


class ShowHome(Value):
    """Draw somebody's home tab as their desk is now."""

    type: Literal["show home"] = "show home"
    to: str

    @property
    def lane(self) -> str:
        """A home is drawn one version after the other."""
        return f"home {self.to}"


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


ClocksMove = Literal[Move.REMIND, Move.ESCALATE, Move.HAND_OVER, Move.EXPIRE]


class MakeMove(Value):
    """A move of the clock's, due at an instant. `turn` is the request's when it was queued."""

    type: Literal["make move"] = "make move"
    move: ClocksMove
    request_id: int
    turn: int
    at: datetime

    @property
    def lane(self) -> str:
        """Each waits for its own instant and for nothing else."""
        return f"{self.move} {self.request_id} {self.at.isoformat()}"


class DrawAgain(Value):
    """Draw every card of a request again at an instant, because time alone changes them."""

    type: Literal["draw again"] = "draw again"
    request_id: int

    @property
    def lane(self) -> str:
        """Waits for nothing else."""
        return f"draw again {self.request_id}"


class LookAfter(Value):
    """Look after a promise at the instant of one of its steps."""

    type: Literal["look after"] = "look after"
    promise_id: int
    at: datetime

    @property
    def lane(self) -> str:
        """Each waits for its own instant and for nothing else."""
        return f"promise {self.promise_id} {self.at.isoformat()}"


class ShowReminder(Value):
    """Bring word of a promise up to date; posting it is the first time."""

    type: Literal["show reminder"] = "show reminder"
    reminder_id: int

    @property
    def lane(self) -> str:
        """One is drawn one version after the other."""
        return f"reminder {self.reminder_id}"


class RemoveReminder(Value):
    """Take away an earlier word of a promise, now that a newer one stands."""

    type: Literal["remove reminder"] = "remove reminder"
    reminder_id: int

    @property
    def lane(self) -> str:
        """One after the other, however many there are: nothing waits for them."""
        return "removals"


class CatchUp(Value):
    """Tell somebody in one message what came due while the bot was away."""

    type: Literal["catch up"] = "catch up"
    to: Member

    @property
    def lane(self) -> str:
        """Once per person at a time."""
        return f"catch up {self.to.id}"


class SendList(Value):
    """Send somebody their list; the lead's speaks of the whole team."""

    type: Literal["send list"] = "send list"
    to: Member
    of: Literal["my day", "the shift"]

    @property
    def lane(self) -> str:
        """One person hears one thing after the other."""
        return f"person {self.to.id}"


class ReadBack(Value):
    """See what became of a ticket (its number), because the helpdesk spoke of it."""

    type: Literal["read back"] = "read back"
    number: str

    @property
    def lane(self) -> str:
        """A ticket is read once at a time."""
        return f"read back {self.number}"


class WatchHelpdesk(Value):
    """See which tickets changed `since`; what customers wrote before `begun` is history."""

    type: Literal["watch the helpdesk"] = "watch the helpdesk"
    begun: datetime
    since: datetime
    lane: ClassVar[str] = "watch the helpdesk"


class SendMorningLists(Value):
    """Send everybody their list as support opens, at this instant."""

    type: Literal["send morning lists"] = "send morning lists"
    at: datetime
    lane: ClassVar[str] = "morning lists"


class SendShiftLists(Value):
    """Send the leads what is open as one shift ends and the next begins, at this instant."""

    type: Literal["send shift lists"] = "send shift lists"
    at: datetime
    lane: ClassVar[str] = "shift lists"


HelpdeskEffect = AssignTicket | PutBack | CreateTicket | WriteNote
SlackEffect = (
    Tell | Whisper | ShowHome | ShowCard | ShowReminder | RemoveReminder | SendList | CatchUp
)
OwnEffect = CheckRequest | MakeMove | DrawAgain | LookAfter | ReadBack
Recurring = WatchHelpdesk | SendMorningLists | SendShiftLists
Effect = Annotated[
    HelpdeskEffect | SlackEffect | OwnEffect | Recurring, Field(discriminator="type")
]
