"""What a request kind is: one file in `rulebook/kinds` fills this in, the rest follows from it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError

from rulebook.command import Command
from rulebook.effects import Effect, HelpdeskEffect, Tell, WriteNote
from rulebook.facts import Facts
from rulebook.form import Form, Widget
from rulebook.notes import Line, Note
from rulebook.people import Member
from rulebook.phrase import Phrase, plain
from rulebook.request import Request
from rulebook.value import Value

F = TypeVar("F", bound=Form)


class Detail(Value):
    """One fact on a card or in a note: our label, anybody's words."""

    label: str
    words: Phrase


class Kind(ABC, Generic[F]):
    """One kind of request, from its command to its note."""

    name: ClassVar[str]
    title: ClassVar[str]
    command: ClassVar[Command]
    rule: ClassVar[str]  # the handbook's, with its number
    deciders_act_alone: ClassVar[bool] = False
    form: type[F]

    @abstractmethod
    def check(self, form: F, facts: Facts) -> None:
        """Raise the Refusal that the handbook or common sense demands."""

    @abstractmethod
    def asks(self, form: F, facts: Facts) -> Phrase:
        """What is asked, as what would happen: *Give #4711 to Bea*."""

    @abstractmethod
    def details(self, form: F, facts: Facts) -> tuple[Detail, ...]:
        """What the decider needs to know, besides the ticket and the requester."""

    @abstractmethod
    def effects(self, form: F, facts: Facts, by: Member) -> tuple[HelpdeskEffect, ...]:
        """What changes in the helpdesk when `by` approves, in order, without the note."""

    @abstractmethod
    def words(self, form: F, facts: Facts, by: Member) -> tuple[Tell, ...]:
        """Who is told when all is done, besides the requester."""

    def read(self, given: dict[str, Any]) -> F:
        """Read a form's fields. Raises pydantic's ValidationError."""
        return self.form.model_validate(given)

    def subject(self, given: dict[str, Any]) -> str:
        """What at most one open request of this kind can be about."""
        ticket = next(
            (given[field.name] for field in self.form.fields() if field.widget is Widget.TICKET),
            None,
        )
        return f"{self.name} {ticket}" if ticket else ""

    def carry_out(self, request: Request, facts: Facts, by: Member) -> tuple[Effect, ...]:
        """Everything an approval sets off, in order: effects, the note after them, word to all."""
        form = self.read(request.form)
        notes = tuple(
            WriteNote(ticket=about.ticket, note=self._note(request, form, facts, by), by=by)
            for about in facts.tickets.values()
            if about
        )
        return (*self.effects(form, facts, by), *notes, *self.words(form, facts, by))

    def _note(self, request: Request, form: F, facts: Facts, by: Member) -> Note:
        lines = (
            Detail(label="What", words=self.asks(form, facts)),
            *self.details(form, facts),
        )
        return Note(
            title=f"{self.title} approved by {by.name}",
            lines=(
                Line(label="Asked by", text=request.requester.name),
                *(Line(label=line.label, text=plain(line.words)) for line in lines),
                Line(label="Rule", text=self.rule),
            ),
            marker=request.marker,
        )


def field_errors(invalid: ValidationError) -> dict[str, str]:
    """What is wrong with each field, as sentences."""
    return {str(error["loc"][0]): _sentence(dict(error)) for error in invalid.errors()}


def _sentence(error: dict[str, Any]) -> str:
    match error["type"]:
        case "missing" | "string_too_short":
            return "This is needed."
        case "string_too_long":
            return f"Shorten this to {error['ctx']['max_length']:,} characters."
        case _:
            return str(error["msg"])
