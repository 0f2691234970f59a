"""Effects in the helpdesk: steps of a request, in the decider's name."""

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from rulebook.effects.effect import StepEffect
from rulebook.notes import Note
from rulebook.people import Member, Person
from rulebook.tickets import Draft, Ticket


class HelpdeskEffect(StepEffect):
    """A change in the helpdesk."""

    arrives_late: ClassVar[bool] = True

    by: Member


class GiveTicket(HelpdeskEffect):
    """A change of a ticket's owner; None for nobody."""

    ticket: Ticket
    owner: Person | None

    @property
    def lane(self) -> str:
        """Everything that changes one ticket runs one after the other."""
        return f"ticket {self.ticket.key}"

    @property
    def where(self) -> str:
        """The ticket, as people call it."""
        return self.ticket.name


class AssignTicket(GiveTicket):
    """Give a ticket to a new owner. `ticket` is as the card showed it."""

    type: Literal["assign ticket"] = "assign ticket"
    doing: ClassVar[str] = "reassigning the ticket"
    done: ClassVar[str] = "Ticket reassigned"
    failed: ClassVar[str] = "Ticket not reassigned"

    owner: Person


class PutBack(GiveTicket):
    """Give a ticket back to who had it, or to nobody. `ticket` is as the approval left it."""

    type: Literal["put back"] = "put back"
    doing: ClassVar[str] = "putting the ticket back"
    done: ClassVar[str] = "Ticket put back"
    failed: ClassVar[str] = "Ticket not put back"
    undoes: ClassVar[bool] = True


class CreateTicket(HelpdeskEffect):
    """Create a ticket, silently. `seen` are tickets that must still be what the card showed."""

    type: Literal["create ticket"] = "create ticket"
    doing: ClassVar[str] = "creating the ticket"
    done: ClassVar[str] = "Ticket created"
    failed: ClassVar[str] = "Ticket not created"
    makes: ClassVar[str] = "ticket"

    draft: Draft
    seen: tuple[Ticket, ...] = ()

    @property
    def lane(self) -> str:
        """A ticket is created once at a time."""
        return f"new ticket {self.draft.marker}"

    @property
    def where(self) -> str:
        """The ticket, as people call it before it has a number."""
        return "the new ticket"


class WriteNote(HelpdeskEffect):
    """Leave the private note on a ticket; without one, on the ticket that the request created.

    `names` are results of earlier steps that it names too: the label of each, and what it is.
    """

    type: Literal["write note"] = "write note"
    doing: ClassVar[str] = "writing the note"
    done: ClassVar[str] = "Note written"
    failed: ClassVar[str] = "Note not written"
    notes: ClassVar[bool] = True

    ticket: Ticket | None
    note: Note
    names: tuple[tuple[str, str], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _kept_before(cls, kept: Any) -> Any:  # noqa: ANN401 (whatever is read)
        """Read what earlier versions kept: the label of the new ticket alone."""
        if isinstance(kept, dict) and "names_new" in kept:
            label = kept["names_new"]
            others = {name: value for name, value in kept.items() if name != "names_new"}
            return others | ({"names": [[label, "ticket"]]} if label else {})
        return kept

    @property
    def lane(self) -> str:
        """Everything that changes one ticket runs one after the other."""
        return f"ticket {self.ticket.key}" if self.ticket else f"new ticket {self.note.marker}"

    @property
    def where(self) -> str:
        """The ticket, as people call it."""
        return self.ticket.name if self.ticket else "the new ticket"
