"""Effects that send a list to one person."""

from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp
from rulebook.people import Member


class SendList(Effect):
    """Send somebody their list; the lead's speaks of the whole team."""

    type: Literal["send list"] = "send list"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    to: Member
    of: Literal["my day", "the shift"]

    @property
    def lane(self) -> str:
        """One person hears one thing after the other."""
        return f"person {self.to.id}"
