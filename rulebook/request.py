"""A request as everybody sees it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from rulebook.duty import Duty
from rulebook.effects.effect import StepEffect
from rulebook.facts import Facts
from rulebook.moves import State
from rulebook.people import Member
from rulebook.phrase import Phrase
from rulebook.result import Result
from rulebook.value import Value

REVERSIBLE_FOR = timedelta(minutes=10)


class Decision(Value):
    """The decision: who made it, when, and why (a denial's reason)."""

    by: Member
    at: datetime
    reason: str = ""


class StepState(StrEnum):
    """The state of one effect: how far it is."""

    DUE = "due"
    DONE = "done"
    GIVEN_UP = "given up"
    LATER = "later"  # scheduled for an instant that has not come


class Step(Value):
    """One effect of a request, how far it is, why it waits or failed, and where to see it."""

    effect: StepEffect
    state: StepState
    because: str = ""
    link: str = ""
    made: Result | None = None


class Said(Value):
    """A question or an answer about a request."""

    by: Member
    words: str
    at: datetime
    answers: bool = False

    @property
    def verb(self) -> str:
        """The verb for what they did with these words."""
        return "answered" if self.answers else "asked"


class Change(Value):
    """A change by a decider before approving: a field's label, and its words before and after."""

    label: str
    before: str
    after: str


class Request(Value):
    """One request. `key` is unguessable and marks what the bot writes for it.

    `duty` says to whom it went and why; `waits_until` that it went to nobody yet. A `turn` is a
    stretch in which somebody's clock runs; `fresh_at` is when it last said something new. Approved
    without a decision: the handbook itself allows it. What is `left_to_newer` are effects, not done
    yet, that only a newer version can read.
    """

    id: int
    key: str
    kind: str
    state: State
    version: int
    form: dict[str, Any]
    requester: Member
    submitted_at: datetime
    fresh_at: datetime
    turn: int = 1
    facts: Facts | None = None
    duty: Duty | None = None
    waits_until: datetime | None = None
    decision: Decision | None = None
    remark: Phrase = ()
    talk: tuple[Said, ...] = ()
    changes: tuple[Change, ...] = ()
    steps: tuple[Step, ...] = ()
    left_to_newer: int = 0

    @property
    def went_ahead(self) -> bool:
        """Tell whether the handbook allows it, so that nobody had to decide."""
        return self.state is State.APPROVED and self.decision is None

    @property
    def results(self) -> dict[str, Result]:
        """The things that its steps brought about, by what they are; the first of each sort."""
        return {step.made.what: step.made for step in reversed(self.steps) if step.made}

    @property
    def finished(self) -> bool:
        """Tell whether there was something to do, and all of it that is due by now is done."""
        over = {StepState.DONE, StepState.LATER}
        done = bool(self.steps) and all(step.state in over for step in self.steps)
        return done and not self.left_to_newer

    @property
    def reversible_until(self) -> datetime | None:
        """The instant until which it can be taken back, where its kind can."""
        if self.state is not State.APPROVED or self.decision is None:
            return None
        return self.decision.at + REVERSIBLE_FOR

    @property
    def failed(self) -> Step | None:
        """The step that was given up, if one was."""
        return next((step for step in self.steps if step.state is StepState.GIVEN_UP), None)

    @property
    def doing(self) -> Step | None:
        """The step that is next or under way."""
        return next((step for step in self.steps if step.state is StepState.DUE), None)

    @property
    def marker(self) -> str:
        """The last line of the note, found again before a note would be written twice."""
        return f"Countersign {self.id}-{self.key}"
