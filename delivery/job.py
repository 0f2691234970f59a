"""A job: an effect at work, with all that its performer is handed."""

from dataclasses import dataclass
from datetime import datetime

from delivery.standing_message import Shown
from rulebook.effects.effect import Effect
from rulebook.ports import Messenger, Outcome
from store.claims import Claim
from workflows.context import Context


@dataclass(frozen=True)
class Job:
    """One claim; `crowded` while more is due than can be done side by side."""

    context: Context
    messenger: Messenger
    claim: Claim
    crowded: bool = False

    @property
    def again(self) -> bool:
        """Tell whether an earlier attempt may have come through unnoticed."""
        return self.claim.attempts > 1


@dataclass(frozen=True)
class Again:
    """An outcome: the same comes again, as it is at its next instant."""

    effect: Effect
    at: datetime


# None: there is nothing to write down, as the request was reopened.
AnyOutcome = Outcome | Again | Shown | None
