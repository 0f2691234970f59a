"""A plan: what an approval sets off."""

from datetime import datetime

from rulebook.effects import AnyEffect
from rulebook.effects.effect import StepEffect
from rulebook.value import Value


class Later(Value):
    """An effect for an instant; by its `key` in its plan it is cancelled before it begins."""

    key: str
    effect: AnyEffect
    at: datetime


class Plan(Value):
    """Effects that happen now, in order; later, each by itself; and those that undo them, in order.

    Steps may be of any family. A later step of `now`, a note and word to somebody can name what an
    earlier one brought about. `told` is word to those who hear that it was undone.
    """

    now: tuple[AnyEffect, ...] = ()
    later: tuple[Later, ...] = ()
    undo: tuple[AnyEffect, ...] = ()
    told: tuple[AnyEffect, ...] = ()

    @property
    def makes(self) -> set[str]:
        """The sorts of things that its steps bring about."""
        return {step.makes for step in self.now if isinstance(step, StepEffect) and step.makes}
