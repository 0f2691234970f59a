"""Identifiers and time stamps as Slack writes them."""

import secrets
import string

from sandbox.clock import Clock

_ALPHABET = string.ascii_uppercase + string.digits
_MICROSECONDS = 1_000_000


def new_id(prefix: str) -> str:
    """Make an identifier such as U0K2XQ7P4RN; the prefix says what it names."""
    return f"{prefix}0{''.join(secrets.choice(_ALPHABET) for _ in range(9))}"


class Stamps:
    """Hands out a message's `ts`: seconds.microseconds, each greater than the one before."""

    def __init__(self, clock: Clock, last: str | None) -> None:
        self._clock = clock
        self._last = as_microseconds(last) if last else 0

    def next(self) -> str:
        """Return the next `ts`; distinct and rising even while the clock stands still."""
        now = round(self._clock.now().timestamp() * _MICROSECONDS)
        self._last = max(now, self._last + 1)
        return f"{self._last // _MICROSECONDS}.{self._last % _MICROSECONDS:06d}"


def as_microseconds(ts: str) -> int:
    """Read a `ts` as a whole number of microseconds. Raises ValueError when it is none."""
    seconds, _, fraction = ts.partition(".")
    if not (seconds.isascii() and seconds.isdigit()) or (fraction and not fraction.isdigit()):
        message = f"{ts!r} is not a time stamp"
        raise ValueError(message)
    return int(seconds) * _MICROSECONDS + int(fraction[:6].ljust(6, "0"))
