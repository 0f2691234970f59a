"""A request as everybody sees it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from rulebook.duty import Duty
from rulebook.effects import HelpdeskEffect
from rulebook.facts import Facts
from rulebook.moves import State
from rulebook.people import Member
from rulebook.phrase import Phrase
from rulebook.value import Value


class Decision(Value):
    """Who decided, when, and why (a denial's reason)."""

    by: Member
    at: datetime
    reason: str = ""


class StepState(StrEnum):
    """How far one effect is."""

    DUE = "due"
    DONE = "done"
    GIVEN_UP = "given up"


class Step(Value):
    """One effect in the helpdesk, how far it is, why it waits or failed, and where to see it."""

    effect: HelpdeskEffect
    state: StepState
    because: str = ""
    link: str = ""


class Request(Value):
    """One request. `key` is unguessable and marks what the bot writes for it.

    `duty` says to whom it went and why; `waits_until` that it went to nobody yet.
    """

    id: int
    key: str
    kind: str
    state: State
    version: int
    form: dict[str, Any]
    requester: Member
    submitted_at: datetime
    facts: Facts | None = None
    duty: Duty | None = None
    waits_until: datetime | None = None
    decision: Decision | None = None
    remark: Phrase = ()
    steps: tuple[Step, ...] = ()

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
