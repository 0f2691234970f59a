"""A rate limit: so many calls in each window of machine time."""

import time


class Window:
    """A window of so many seconds, and what is left of it. `limit` None: as many as one likes."""

    def __init__(self, limit: int | None, length: int) -> None:
        self.limit = limit
        self.taken = 0
        self._length = length
        self._window = 0

    @property
    def ends(self) -> int:
        """The end of the present window, as a UNIX timestamp."""
        return (self._window + 1) * self._length

    def take(self) -> bool:
        """Count one call; whether it is within the limit."""
        window = int(time.time()) // self._length
        if window != self._window:
            self._window, self.taken = window, 0
        self.taken += 1
        return self.limit is None or self.taken <= self.limit
