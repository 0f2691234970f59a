"""A request kind: one file in `rulebook/kinds` fills this in, the rest follows from it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError

from rulebook.checks import everything_is_there
from rulebook.command import Command
from rulebook.effects.effect import Effect
from rulebook.effects.helpdesk import GiveTicket, WriteNote
from rulebook.effects.slack import Tell
from rulebook.facts import Facts
from rulebook.form import Form
from rulebook.notes import Note, NoteLine
from rulebook.people import Member
from rulebook.phrase import Phrase, plain
from rulebook.plan import Plan
from rulebook.request import Request
from rulebook.tickets import Ticket
from rulebook.value import Value

F = TypeVar("F", bound=Form)


class Detail(Value):
    """One fact on a card or in a note: our label, anybody's words."""

    label: str
    words: Phrase


class Approval(Value):
    """An approval: in whose name it is carried out, and what marks everything written for it."""

    by: Member
    marker: str


class Kind(ABC, Generic[F]):
    """One kind of request, from its command to its note.

    At most one open request agrees in the fields of `about`; none where there are no such fields.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    command: ClassVar[Command]
    rule: ClassVar[str]  # the handbook's, with its number
    about: ClassVar[tuple[str, ...]] = ()
    deciders_act_alone: ClassVar[bool] = False
    reversible: ClassVar[bool] = False
    has_happened: ClassVar[bool] = False  # it is left so, or put back
    asker: ClassVar[str] = "Asked by"
    undone: ClassVar[str] = "taken back"
    new_ticket: ClassVar[str] = "New ticket"  # what a note calls the ticket that was created
    form: type[F]

    @abstractmethod
    def asks(self, form: F, facts: Facts) -> Phrase:
        """Say what is asked, as what would happen: *Give #4711 to Bea*."""

    def refuse(self, form: F, facts: Facts) -> None:
        """Raise the Refusal that the handbook or common sense demands; all that is named exists."""

    def needs_approval(self, form: F, facts: Facts) -> bool:
        """Tell whether somebody has to decide, or the handbook allows it as it is."""
        return True

    def details(self, form: F, facts: Facts) -> tuple[Detail, ...]:
        """List what the decider needs to know besides the tickets, colleagues and requester."""
        return ()

    def plan(self, form: F, facts: Facts, approval: Approval) -> Plan:
        """Plan what an approval changes, without the notes and the word to people."""
        return Plan()

    def words(self, form: F, facts: Facts, approval: Approval) -> tuple[Tell, ...]:
        """Word to those who are told when all is done, besides the requester."""
        return ()

    def told_back(self, form: F, facts: Facts, by: Member) -> tuple[Tell, ...]:
        """Word to those who are told that it was put back, where it has happened already."""
        return ()

    def check(self, form: F, facts: Facts) -> None:
        """Raise the first Refusal there is: of what is not there, then of this kind's own."""
        everything_is_there(form, facts)
        self.refuse(form, facts)

    def approval_is_needed(self, request: Request) -> bool:
        """Tell whether somebody has to decide a request that was checked."""
        assert request.facts  # noqa: S101 (it was checked)
        return self.needs_approval(self.read(request.form), request.facts)

    def read(self, given: dict[str, Any]) -> F:
        """Read a form's fields. Raises pydantic's ValidationError."""
        return self.form.model_validate(given)

    @property
    def again(self) -> str:
        """The way that is left to somebody who wants it all the same."""
        return f"ask again with {self.command.name}"

    def subject(self, given: dict[str, Any]) -> str:
        """The subject that at most one open request of this kind can be about; "" for anything."""
        named = [" ".join(str(given[name]).casefold().split()) for name in self.about]
        return " ".join((self.name, *named)) if named else ""

    def what_follows(self, request: Request, facts: Facts, by: Member) -> Plan:
        """Everything an approval sets off: the plan, the notes after it, word to all."""
        form = self.read(request.form)
        approval = Approval(by=by, marker=request.marker)
        plan = self.plan(form, facts, approval)
        title = f"{self.title} approved by {by.name}"
        if by.id == request.requester.id:
            title = f"{self.title} by {by.name}, who decides alone"
        note = Note(title=title, lines=self._lines(request, form, facts), marker=request.marker)
        creates = "ticket" in plan.makes
        names = {self.new_ticket: "ticket"} if creates else {}
        named = [about.ticket for about in facts.tickets.values() if about]
        notes = [WriteNote(ticket=ticket, note=note, by=by, names=names) for ticket in named]
        if creates:
            notes.insert(0, WriteNote(ticket=None, note=self._pointing(note, facts), by=by))
        words = self.words(form, facts, approval)
        return plan.model_copy(update={"now": (*plan.now, *notes, *words)})

    def take_back(self, request: Request, facts: Facts, by: Member) -> tuple[Effect, ...]:
        """Everything a reversal sets off, in order: what undoes it, a note of its own."""
        form = self.read(request.form)
        approval = Approval(by=by, marker=f"{request.marker} {self.undone}")
        lines = (
            NoteLine(label="What", text=plain(self.asks(form, facts))),
            NoteLine(label=self.asker, text=request.requester.name),
        )
        title = f"{self.title} {self.undone} by {by.name}"
        note = Note(title=title, lines=lines, marker=approval.marker)
        undo = self.plan(form, facts, approval).undo
        given = [step.ticket for step in undo if isinstance(step, GiveTicket)]
        return (*undo, *(WriteNote(ticket=ticket, note=note, by=by) for ticket in given))

    def put_back(self, request: Request, facts: Facts, by: Member) -> tuple[Effect, ...]:
        """Everything that follows where what has happened is not left so, in order."""
        told = self.told_back(self.read(request.form), facts, by)
        return (*self.take_back(request, facts, by), *told)

    def _lines(self, request: Request, form: F, facts: Facts) -> tuple[NoteLine, ...]:
        told = (Detail(label="What", words=self.asks(form, facts)), *self.details(form, facts))
        said = (
            NoteLine(label=f"{said.by.name} {said.verb}", text=said.words) for said in request.talk
        )
        return (
            NoteLine(label=self.asker, text=request.requester.name),
            *(NoteLine(label=detail.label, text=plain(detail.words)) for detail in told),
            *said,
            *(
                NoteLine(label=f"{change.label}, as asked", text=change.before or "nothing")
                for change in request.changes
            ),
            NoteLine(label="Rule", text=self.rule),
        )

    def _pointing(self, note: Note, facts: Facts) -> Note:
        labels = {field.name: field.label for field in self.form.fields()}
        for name, about in facts.tickets.items():
            if about:
                note = note.naming(labels[name], written(about.ticket))
        return note


def written(ticket: Ticket) -> str:
    """A ticket in a note: number, title and link."""
    return f"{ticket.name} {ticket.title} {ticket.link}".strip()


def field_errors(invalid: ValidationError) -> dict[str, str]:
    """Say what is wrong with each field, in sentences."""
    return {str(error["loc"][0]): _sentence(dict(error)) for error in invalid.errors()}


def _sentence(error: dict[str, Any]) -> str:
    match error["type"]:
        case "missing" | "string_too_short":
            return "This is needed."
        case "string_too_long":
            return f"Shorten this to {error['ctx']['max_length']:,} characters."
        case "enum":
            return "Choose one from the list."
        case _:
            return str(error["msg"])
