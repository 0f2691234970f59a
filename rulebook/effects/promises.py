"""Effects of promises: looked after at the instants of their steps, and word of them."""

from datetime import datetime
from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp
from rulebook.people import Member


class LookAfter(Effect):
    """Look after a promise at the instant of one of its steps."""

    type: Literal["look after"] = "look after"
    given_up: ClassVar[GivenUp] = GivenUp.GOES_ON

    promise_id: int
    at: datetime

    @property
    def lane(self) -> str:
        """Each waits for its own instant and for nothing else."""
        return f"promise {self.promise_id} {self.at.isoformat()}"


class ShowReminder(Effect):
    """Bring word of a promise up to date; posting it is the first time."""

    type: Literal["show reminder"] = "show reminder"
    given_up: ClassVar[GivenUp] = GivenUp.STOOD_IN_FOR

    reminder_id: int

    @property
    def lane(self) -> str:
        """One is drawn one version after the other."""
        return f"reminder {self.reminder_id}"


class RemoveReminder(Effect):
    """Take away an earlier word of a promise, now that a newer one stands."""

    type: Literal["remove reminder"] = "remove reminder"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    reminder_id: int

    @property
    def lane(self) -> str:
        """One after the other, however many there are: nothing waits for them."""
        return "removals"


class CatchUp(Effect):
    """Tell somebody in one message what came due while the bot was away."""

    type: Literal["catch up"] = "catch up"
    given_up: ClassVar[GivenUp] = GivenUp.GOES_ON

    to: Member

    @property
    def lane(self) -> str:
        """Once per person at a time."""
        return f"catch up {self.to.id}"
