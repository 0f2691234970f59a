"""Effects in Slack: word to people, cards and homes."""

from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp
from rulebook.people import Member
from rulebook.phrase import Phrase


class Tell(Effect):
    """Word to one person: in the thread of their card of this request, else a message."""

    type: Literal["tell"] = "tell"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT
    awaited: ClassVar[bool] = False  # nobody's word waits for somebody else's

    to: Member
    words: Phrase

    @property
    def lane(self) -> str:
        """One person hears one thing after the other."""
        return f"person {self.to.id}"


class Whisper(Effect):
    """An answer to a click, seen by who clicked, where they clicked."""

    type: Literal["whisper"] = "whisper"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    to: str
    channel: str
    words: Phrase

    @property
    def lane(self) -> str:
        """One person hears one thing after the other."""
        return f"person {self.to}"


class ShowCard(Effect):
    """Bring one copy of a card up to date; posting it is the first time."""

    type: Literal["show card"] = "show card"
    given_up: ClassVar[GivenUp] = GivenUp.STOOD_IN_FOR

    copy_id: int

    @property
    def lane(self) -> str:
        """A copy is drawn one version after the other."""
        return f"card {self.copy_id}"


class ShowHome(Effect):
    """Draw somebody's home tab as their desk is now."""

    type: Literal["show home"] = "show home"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    to: str

    @property
    def lane(self) -> str:
        """A home is drawn one version after the other."""
        return f"home {self.to}"
