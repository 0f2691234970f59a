"""Effects that come again and again: one row each, moved on each time."""

from datetime import datetime
from typing import ClassVar, Literal

from rulebook.effects.effect import Effect, GivenUp


class Recurring(Effect):
    """Something that comes again, as it is at its next instant."""

    given_up: ClassVar[GivenUp] = GivenUp.GOES_ON


class WatchHelpdesk(Recurring):
    """See which tickets changed `since`; what customers wrote before `begun` is history."""

    type: Literal["watch the helpdesk"] = "watch the helpdesk"

    begun: datetime
    since: datetime

    @property
    def lane(self) -> str:
        """One for all."""
        return "watch the helpdesk"


class SendMorningLists(Recurring):
    """Send everybody their list as support opens, at this instant."""

    type: Literal["send morning lists"] = "send morning lists"

    at: datetime

    @property
    def lane(self) -> str:
        """One for all."""
        return "morning lists"


class SendShiftLists(Recurring):
    """Send the leads what is open as one shift ends and the next begins, at this instant."""

    type: Literal["send shift lists"] = "send shift lists"

    at: datetime

    @property
    def lane(self) -> str:
        """One for all."""
        return "shift lists"
