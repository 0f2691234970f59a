"""A request that was checked: with its kind, its form as it was read, and the facts."""

from dataclasses import dataclass
from typing import Any, Self

from rulebook.facts import Facts
from rulebook.kind import Detail, Kind
from rulebook.kinds import KINDS
from rulebook.phrase import Phrase
from rulebook.request import Request


@dataclass(frozen=True)
class CheckedRequest:
    """A request that may go to a decision; nothing is asked of anybody before it was checked."""

    request: Request
    kind: Kind[Any]
    form: Any
    facts: Facts

    @classmethod
    def of(cls, request: Request, facts: Facts | None = None, **more: Any) -> Self:  # noqa: ANN401
        """Read a request's form, with its own facts unless others are given.

        Raises LookupError where it was not checked yet.
        """
        known, kind = facts or request.facts, KINDS[request.kind]
        if known is None:
            message = f"request {request.id} was not checked yet"
            raise LookupError(message)
        return cls(request, kind, kind.read(request.form), known, **more)

    @property
    def asks(self) -> Phrase:
        """The thing that is asked, as what would happen."""
        return self.kind.asks(self.form, self.facts)

    @property
    def details(self) -> tuple[Detail, ...]:
        """The details that a decider needs."""
        return self.kind.details(self.form, self.facts)

    @property
    def needs_approval(self) -> bool:
        """Tell whether somebody has to decide."""
        return self.kind.needs_approval(self.form, self.facts)

    def check(self) -> None:
        """Raise the Refusal that the rules have against it."""
        self.kind.check(self.form, self.facts)
