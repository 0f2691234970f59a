"""What was asked once and is believed for a while, by its id."""

import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Answers, each with when it was heard; the oldest first, gone when they are too old."""

    def __init__(self, kept: float) -> None:
        self._kept = kept  # seconds
        self._known: dict[str, tuple[float, Value | None]] = {}

    async def find(self, key: str, ask: Callable[[str], Awaitable[Value | None]]) -> Value | None:
        """What is known, else what is answered; that there is none is remembered too."""
        self._forget()
        if key not in self._known:
            self.keep(key, await ask(key))
        return self._known[key][1]

    def keep(self, key: str, value: Value | None) -> None:
        """Remember what was heard without asking for it, or once more."""
        self._known.pop(key, None)
        self._known[key] = (time.monotonic(), value)

    def _forget(self) -> None:
        now = time.monotonic()
        while self._known:
            oldest = next(iter(self._known))
            if now - self._known[oldest][0] < self._kept:
                return
            del self._known[oldest]
