"""Intercom's rate limit: so many calls in each window of ten seconds of machine time."""

import time

WINDOW = 10


class Quota:
    """What is left of the present window. `limit` None: as many as one likes."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._window = 0
        self._taken = 0

    def take(self) -> bool:
        """Count one call; whether it is within the limit."""
        window = int(time.time()) // WINDOW
        if window != self._window:
            self._window, self._taken = window, 0
        self._taken += 1
        return self._limit is None or self._taken <= self._limit

    def headers(self) -> dict[str, str]:
        """What every authorised answer says about the window; Reset is a UNIX timestamp."""
        limit = self._limit or 1_000_000
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, limit - self._taken)),
            "X-RateLimit-Reset": str((self._window + 1) * WINDOW),
        }
