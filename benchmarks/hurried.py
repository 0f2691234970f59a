"""Limits in a hurry: what is counted by the minute is counted in seconds, and no burst is larger.

Intercom's are not, as its headers tell whole seconds: it takes fewer calls in its ten instead.
"""

from typing import Any

from connectors.helpdesk.pylon.rate_limits import quota
from connectors.http.pace.pace import Pace
from connectors.slack import SLACKS_LIMITS, SlackPace
from sandbox.helpdesk.pylon.limits import Limits
from sandbox.helpdesk.window import Window
from sandbox.workspace.rates import Allowance, Buckets

HURRY = 15  # so many seconds in one
INTERCOMS = 250  # calls in ten seconds
_MINUTE = 60
_PATIENCE = 2.0 / HURRY  # seconds


class HurriedBuckets(Buckets):
    """Slack's in the sandbox."""

    def wait(self, *allowances: Allowance) -> int:
        """Take one from each, or from none: then return the whole seconds to wait."""
        faster = [Allowance(each.key, HURRY * each.per_minute, each.size) for each in allowances]
        return super().wait(*faster)


class HurriedLimits(Limits):
    """Pylon's in the sandbox."""

    def __init__(self) -> None:
        super().__init__(counting=True)

    def take(self, call: str, limit: int) -> dict[str, str] | None:
        """Count one call; the headers of the refusal when it is one too many."""
        self._windows.setdefault(call, Window(limit, _MINUTE // HURRY))
        return super().take(call, limit)


def slack_pace() -> SlackPace:
    """The bot's own, in Slack."""
    hurried = {
        name: each.model_copy(update={"per_minute": HURRY * each.per_minute})
        for name, each in SLACKS_LIMITS
    }
    return SlackPace(SLACKS_LIMITS.model_copy(update=hurried), patience=_PATIENCE)


def hurry_pylon(pylon: Any) -> None:  # noqa: ANN401 (whichever helpdesk the bot opened)
    """The bot's own, in Pylon."""
    pace = Pace("Pylon", lambda name: quota(name).hurried(HURRY), patience=_PATIENCE)
    pylon._calls._pace = pace  # noqa: SLF001 (nobody else ever wants another)
