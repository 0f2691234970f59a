"""A call that is not made, as it would be one too many."""

from datetime import timedelta

from rulebook.ports import NotHeard, TryAgain


class HeldBack(NotHeard):
    """A call was not carried out: it would be one too many. The next may come `after` this."""

    def __init__(self, service: str, after: timedelta) -> None:
        because = f"{service} asks for a pause."
        super().__init__(TryAgain(because=because, after=after, untried=True))
        self.after = after

    def __str__(self) -> str:
        return f"not within {self.after.total_seconds():g} seconds"
