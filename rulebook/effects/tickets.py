"""Effects that follow what happens to a ticket in the helpdesk itself."""

from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp


class ReadBack(Effect):
    """See what became of a ticket (its number), because the helpdesk spoke of it."""

    type: Literal["read back"] = "read back"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    number: str

    @property
    def lane(self) -> str:
        """A ticket is read once at a time."""
        return f"read back {self.number}"
