"""A family of effects made up for a test, as it would stand in `rulebook/effects`."""

from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp, StepEffect


class _OnItsWing(StepEffect):
    by: None = None
    where: ClassVar[str] = "the sky"
    lane: ClassVar[str] = "the sky"


class SendPigeon(_OnItsWing):
    """Send a pigeon with a message."""

    type: Literal["send a pigeon"] = "send a pigeon"
    doing: ClassVar[str] = "sending the pigeon"
    done: ClassVar[str] = "Pigeon sent"
    failed: ClassVar[str] = "Pigeon not sent"
    makes: ClassVar[str] = "bird"

    message: str


class CallPigeonBack(_OnItsWing):
    """Call the pigeon back."""

    type: Literal["call a pigeon back"] = "call a pigeon back"
    doing: ClassVar[str] = "calling the pigeon back"
    done: ClassVar[str] = "Pigeon called back"
    failed: ClassVar[str] = "Pigeon not called back"
    undoes: ClassVar[bool] = True


class FeedPigeon(Effect):
    """Feed the pigeon once it is home."""

    type: Literal["feed a pigeon"] = "feed a pigeon"
    given_up: ClassVar[GivenUp] = GivenUp.STOOD_IN_FOR
    lane: ClassVar[str] = "the sky"

    grains: int
