"""One line of what is measured: a figure, and what it stands beside."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measurement, and what it stands beside: a peer in the same run, or a limit.

    `ratio` is ours by theirs; the aim is at most `aim`, or where `more` is better, at least.
    """

    what: str
    measured: str
    beside: str = ""
    ratio: float | None = None
    aim: float | None = None
    more: bool = False

    @property
    def reached(self) -> bool | None:
        """Tell whether the aim was reached; None where there is none."""
        if self.ratio is None or self.aim is None:
            return None
        return self.ratio >= self.aim if self.more else self.ratio <= self.aim

    @property
    def compared(self) -> str:
        """The ratio and its aim, in words."""
        if self.ratio is None:
            return ""
        if self.aim is None:
            return f"{self.ratio:.2f}"
        word = "reached" if self.reached else "missed"
        least = "at least" if self.more else "at most"
        return f"{self.ratio:.2f} ({least} {self.aim:g}: {word})"


@dataclass(frozen=True)
class Spread:
    """Times in seconds: the middle and the slowest in a hundred."""

    p50: float
    p99: float

    def __str__(self) -> str:
        """In milliseconds."""
        return f"p50 {1000 * self.p50:.1f} ms, p99 {1000 * self.p99:.1f} ms"


def spread(seconds: list[float]) -> Spread:
    """Sum times up."""
    ordered = sorted(seconds)
    slowest = min(len(ordered) - 1, len(ordered) * 99 // 100)
    return Spread(ordered[len(ordered) // 2], ordered[slowest])
