"""Callers who were sent away, and when they come again."""

from collections.abc import Mapping

from connectors.http.pace.allowance import Allowance


class SentAway:
    """Those who were told to come again: one after the other, not all at once.

    No turn is kept for them: whoever does not come leaves theirs to the next.
    """

    def __init__(self) -> None:
        self._last: dict[str, Allowance] = {}

    def comes_again(self, needed: Mapping[str, Allowance], now: float, first: float) -> float:
        """The instant for one more, who needs these allowances and could else come at `first`."""
        behind = {
            name: each.behind(self._last.get(name, each), now, first)
            for name, each in needed.items()
        }
        at = max(first, *(each.next_at for each in behind.values()))
        self._last |= {name: each.sent_away(at) for name, each in behind.items()}
        return at
