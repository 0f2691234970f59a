"""A request kind: one file in `rulebook/kinds` fills this in, the rest follows from it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError

from rulebook.checks import everything_is_there
from rulebook.command import Command
from rulebook.effects.slack import Tell
from rulebook.ending import Ending
from rulebook.facts import Facts
from rulebook.form import Form
from rulebook.people import Member
from rulebook.phrase import Phrase
from rulebook.plan import Plan
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
    ending: ClassVar[Ending] = Ending()
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

    def check(self, form: F, facts: Facts) -> None:
        """Raise the first Refusal there is: of what is not there, then of this kind's own."""
        everything_is_there(form, facts)
        self.refuse(form, facts)

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
