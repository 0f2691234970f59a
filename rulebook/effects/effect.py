"""An effect: one thing to be done outside, or later by the bot itself, and its own policy."""

from abc import abstractmethod
from enum import StrEnum
from typing import Any, ClassVar

from rulebook.people import Member
from rulebook.value import Value


class GivenUp(StrEnum):
    """The ways in which it goes on when an effect will not work by itself."""

    RETRIED = "a person presses Retry"
    STOOD_IN_FOR = "somebody or something else stands in for it"
    GOES_ON = "it is tried again every minute: others rely on it"
    LEFT = "it is left so: nothing depends on it"


class Effect(Value):
    """One effect, carried out once, in its lane.

    Its class has a `type` that no other has, by which it is kept; its performer is found by the
    class. `awaited`: what follows in order waits for it. What `arrives_late` may still come through
    after a call was cut off, so that it is not tried again at once.
    """

    type: str
    given_up: ClassVar[GivenUp]
    awaited: ClassVar[bool] = True
    arrives_late: ClassVar[bool] = False

    @property
    @abstractmethod
    def lane(self) -> str:
        """The lane: of what shares one, only the oldest that is ready is carried out."""


class StepEffect(Effect):
    """A step of a request, which its card shows: what is done, under way, or has failed.

    `by` is in whose name it is done; None for what bears no name. `makes` says what it brings
    about that later steps can name; `notes` that it only tells of the others, `undoes` that it
    takes one back.
    """

    given_up: ClassVar[GivenUp] = GivenUp.RETRIED
    doing: ClassVar[str]
    done: ClassVar[str]
    failed: ClassVar[str]
    makes: ClassVar[str] = ""
    notes: ClassVar[bool] = False
    undoes: ClassVar[bool] = False

    by: Member | None

    @property
    @abstractmethod
    def where(self) -> str:
        """The thing that it changes, as people call it."""


class UnknownEffect(Effect):
    """An effect that this version cannot read; a newer one can, and carries it out."""

    given_up: ClassVar[GivenUp] = GivenUp.LEFT
    kept: dict[str, Any]

    @property
    def lane(self) -> str:
        """No lane of its own: it is never queued here."""
        return ""
