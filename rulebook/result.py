"""A result: what a step brought about, so that later steps, notes and words can name it."""

from typing import Any, Self

from pydantic import model_validator

from rulebook.tickets import Ticket
from rulebook.value import Value


class Result(Value):
    """A thing that is there now: `what` tells which sort (ticket, issue, row, mail).

    `key` is for calls, `name` what people call it, `link` where one sees it.
    """

    what: str
    key: str
    name: str
    title: str = ""
    link: str = ""

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """The result of creating a ticket."""
        return cls(
            what="ticket",
            key=ticket.key,
            name=ticket.name,
            title=ticket.title,
            link=ticket.link,
        )

    @property
    def written(self) -> str:
        """The result in a note: name, title and link."""
        return f"{self.name} {self.title} {self.link}".strip()

    @model_validator(mode="before")
    @classmethod
    def _kept_before(cls, kept: Any) -> Any:  # noqa: ANN401 (whatever is read)
        """Read what earlier versions kept: the ticket itself."""
        if isinstance(kept, dict) and "what" not in kept:
            return cls.of(Ticket.model_validate(kept)).model_dump()
        return kept
