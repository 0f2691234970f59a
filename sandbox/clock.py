"""The sandbox's time, which can be moved forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's time plus what it was moved by; or, with `at`, a time that stands still.

    A standing clock moves only by `move`, so that a test decides every instant.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self._standing = at
        self._moved = timedelta()

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return (self._standing or datetime.now(UTC)) + self._moved

    def move(self, by: timedelta) -> None:
        """Move time forward; it never runs backwards."""
        if by < timedelta():
            message = "time moves forward only"
            raise ValueError(message)
        self._moved += by
