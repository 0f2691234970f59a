"""A clock that another process reads: the bot's time moves with the people's."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sandbox.clock import Clock


class MovedClock(Clock):
    """The machine's time plus what it was moved by, which stands in a file, in seconds."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self.move(timedelta())

    def move(self, by: timedelta) -> None:
        """Move time forward, for whoever reads the file too."""
        super().move(by)
        written = self._file.with_suffix(".new")
        written.write_text(f"{self._moved.total_seconds()}")
        written.replace(self._file)  # at once: it is never read half written


def moved_now(file: Path) -> datetime:
    """The present instant of the clock that keeps this file."""
    return datetime.now(UTC) + timedelta(seconds=float(file.read_text()))
