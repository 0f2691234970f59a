"""Backoff: when to try again, and when to leave it to a person."""

from datetime import datetime, timedelta

from rulebook.ports import GiveUp, TryAgain
from rulebook.value import Value

_FIRST = timedelta(seconds=0.5)
_LONGEST = timedelta(minutes=1)
# With a minute between most of them, about four hours: longer than most outages.
_ATTEMPTS = 240


class PutBackUntil(Value):
    """Try again at this instant, for this reason; `untried` is as in TryAgain."""

    at: datetime
    because: str
    untried: bool = False


def retry(outcome: TryAgain, attempts: int, now: datetime) -> PutBackUntil | GiveUp:
    """Wait twice as long after each attempt, and at least as long as the outside asks for."""
    if outcome.untried:
        at = now + (outcome.after or _FIRST)
        return PutBackUntil(at=at, because=outcome.because, untried=True)
    if attempts >= _ATTEMPTS:
        return GiveUp(because=f"{outcome.because} It was tried {attempts} times.")
    wait = min(_FIRST * 2 ** min(attempts - 1, 20), _LONGEST)
    return PutBackUntil(at=now + max(wait, outcome.after or timedelta()), because=outcome.because)
