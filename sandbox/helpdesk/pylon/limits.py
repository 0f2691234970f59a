"""Pylon's rate limits: so many calls of each kind in a minute of machine time.

Their numbers stand in the words of its description. A header that tells what is left is described
nowhere; only `Retry-After` is what its client reads, so a refusal has that one.
"""

import math
import time

from sandbox.helpdesk.pylon.refusals import PylonRefusal
from sandbox.helpdesk.window import Window

_MINUTE = 60
_SOON = 1  # enough to be seen, and short enough to be waited for


class Limits:
    """A window for each call. Not `counting`: as many as one likes."""

    def __init__(self, *, counting: bool) -> None:
        self._counting = counting
        self._windows: dict[str, Window] = {}

    def take(self, call: str, limit: int) -> dict[str, str] | None:
        """Count one call; the headers of the refusal when it is one too many."""
        if not self._counting:
            return None
        window = self._windows.setdefault(call, Window(limit, _MINUTE))
        if window.take():
            return None
        return {"Retry-After": str(max(1, math.ceil(window.ends - time.time())))}


EXCEEDED = PylonRefusal(429, "rate_limited", "rate limit exceeded")
RETRY_SOON = {"Retry-After": str(_SOON)}
