"""Intercom's rate limit, and what its answers say about it."""

from sandbox.helpdesk.window import Window

WINDOW = 10


class Quota:
    """The calls left in ten seconds of machine time. `limit` None: as many as one likes."""

    def __init__(self, limit: int | None) -> None:
        self._window = Window(limit, WINDOW)

    def take(self) -> bool:
        """Count one call; whether it is within the limit."""
        return self._window.take()

    def headers(self) -> dict[str, str]:
        """The headers of every authorised answer about the window; Reset is a UNIX timestamp."""
        limit = self._window.limit or 1_000_000
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, limit - self._window.taken)),
            "X-RateLimit-Reset": str(self._window.ends),
        }
