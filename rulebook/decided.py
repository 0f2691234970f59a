"""A request that was decided, and everything that follows from it."""

from dataclasses import dataclass
from typing import Self

from rulebook.checked import CheckedRequest
from rulebook.effects.effect import Effect, StepEffect
from rulebook.effects.helpdesk import GiveTicket, WriteNote
from rulebook.effects.slack import Tell
from rulebook.kind import Approval, Detail
from rulebook.notes import Note, NoteLine
from rulebook.people import Member
from rulebook.phrase import plain
from rulebook.plan import Plan
from rulebook.request import Request
from rulebook.result import Result


@dataclass(frozen=True)
class DecidedRequest(CheckedRequest):
    """A request that somebody decided, or is about to decide, in whose name it is carried out."""

    by: Member

    @classmethod
    def of_decision(cls, request: Request) -> Self:
        """Read a request with its own decision. Raises LookupError where there is none."""
        if request.decision is None:
            message = f"request {request.id} was not decided"
            raise LookupError(message)
        return cls.of(request, by=request.decision.by)

    def what_follows(self) -> Plan:
        """Everything that an approval sets off: the plan, the notes after it, word to all."""
        plan = self.kind.plan(self.form, self.facts, self._approval)
        names = ((self.kind.new_ticket, "ticket"),) if "ticket" in plan.makes else ()
        named = [about.ticket for about in self.facts.tickets.values() if about]
        note = self._note()
        notes = [WriteNote(ticket=each, note=note, by=self.by, names=names) for each in named]
        if names:
            notes.insert(0, WriteNote(ticket=None, note=self._pointing(note), by=self.by))
        return plan.model_copy(update={"now": (*plan.now, *notes, *self.words)})

    @property
    def bears_a_name(self) -> bool:
        """Tell whether a step of it is done in the decider's name in the helpdesk.

        Where what has happened is put back, that is a step of what undoes it.
        """
        plan = self.what_follows()
        later = (each.effect for each in plan.later)
        steps = (*plan.now, *later, *(plan.undo if self.kind.ending.denial_undoes else ()))
        return any(isinstance(step, StepEffect) and step.by for step in steps)

    @property
    def words(self) -> tuple[Tell, ...]:
        """Word to those who are told when all is done, besides the requester."""
        return self.kind.words(self.form, self.facts, self._approval)

    def take_back(self) -> tuple[Effect, ...]:
        """Everything that undoing it sets off, in order: the plan's undo, a note, word."""
        undone = self.kind.ending.undone
        approval = Approval(by=self.by, marker=f"{self.request.marker} {undone}")
        lines = (
            NoteLine(label="What", text=plain(self.asks)),
            NoteLine(label=self.kind.ending.asker, text=self.request.requester.name),
        )
        title = f"{self.kind.title} {undone} by {self.by.name}"
        note = Note(title=title, lines=lines, marker=approval.marker)
        plan = self.kind.plan(self.form, self.facts, approval)
        given = [step.ticket for step in plan.undo if isinstance(step, GiveTicket)]
        notes = (WriteNote(ticket=ticket, note=note, by=self.by) for ticket in given)
        return (*plan.undo, *notes, *plan.told)

    @property
    def _approval(self) -> Approval:
        return Approval(by=self.by, marker=self.request.marker)

    def _note(self) -> Note:
        title = f"{self.kind.title} approved by {self.by.name}"
        if self.by.id == self.request.requester.id:
            title = f"{self.kind.title} by {self.by.name}, who decides alone"
        return Note(title=title, lines=self._lines(), marker=self.request.marker)

    def _lines(self) -> tuple[NoteLine, ...]:
        told = (Detail(label="What", words=self.asks), *self.details)
        talk = self.request.talk
        said = (NoteLine(label=f"{said.by.name} {said.verb}", text=said.words) for said in talk)
        return (
            NoteLine(label=self.kind.ending.asker, text=self.request.requester.name),
            *(NoteLine(label=detail.label, text=plain(detail.words)) for detail in told),
            *said,
            *(
                NoteLine(label=f"{change.label}, as asked", text=change.before or "nothing")
                for change in self.request.changes
            ),
            NoteLine(label="Rule", text=self.kind.rule),
        )

    def _pointing(self, note: Note) -> Note:
        labels = {field.name: field.label for field in self.kind.form.fields()}
        for name, about in self.facts.tickets.items():
            if about:
                note = note.naming(labels[name], Result.of(about.ticket).written)
        return note
