"""Outcomes: how a write to the outside ends, and a read that was not answered."""

from datetime import timedelta

from rulebook.result import Result
from rulebook.value import Value


class Done(Value):
    """It is done. `reference` is what the outside calls it, `link` where a person can see it.

    `made` is what it brought about, where it did.
    """

    reference: str = ""
    link: str = ""
    made: Result | None = None


class TryAgain(Value):
    """It may work later. `because` is a sentence; `after` the wait the outside asked for.

    `untried`: nothing was sent, so that this attempt does not count.
    """

    because: str
    after: timedelta | None = None
    untried: bool = False


class GiveUp(Value):
    """It will not work by itself. `because` is a sentence somebody can act on."""

    because: str


Outcome = Done | TryAgain | GiveUp


class NotHeard(Exception):  # noqa: N818 (the name is the sentence)
    """A read was not answered."""

    def __init__(self, outcome: TryAgain | GiveUp) -> None:
        super().__init__(outcome.because)
        self.outcome = outcome
