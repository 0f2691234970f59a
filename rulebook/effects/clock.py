"""Effects of the clock: the bot's own work on a request, later than it was asked."""

from datetime import datetime
from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp
from rulebook.moves import Move

ClocksMove = Literal[Move.REMIND, Move.ESCALATE, Move.HAND_OVER, Move.EXPIRE]


class CheckRequest(Effect):
    """Look up what was not heard in time, then confirm or refuse the request."""

    type: Literal["check request"] = "check request"
    given_up: ClassVar[GivenUp] = GivenUp.STOOD_IN_FOR

    request_id: int

    @property
    def lane(self) -> str:
        """A request is checked once at a time."""
        return f"request {self.request_id}"


class MakeMove(Effect):
    """A move of the clock's, due at an instant. `turn` is the request's when it was queued."""

    type: Literal["make move"] = "make move"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    move: ClocksMove
    request_id: int
    turn: int
    at: datetime

    @property
    def lane(self) -> str:
        """Each waits for its own instant and for nothing else."""
        return f"{self.move} {self.request_id} {self.at.isoformat()}"


class DrawAgain(Effect):
    """Draw every card of a request again at an instant, because time alone changes them."""

    type: Literal["draw again"] = "draw again"
    given_up: ClassVar[GivenUp] = GivenUp.LEFT

    request_id: int

    @property
    def lane(self) -> str:
        """Waits for nothing else."""
        return f"draw again {self.request_id}"
