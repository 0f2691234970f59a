"""Lists of what somebody has before them: their day, or what the team has open."""

from datetime import datetime

from rulebook.promises import Promise
from rulebook.request import Request
from rulebook.value import Value


class Agenda(Value):
    """Promises, the most pressing first, and open requests. Of a `team`, or somebody's own."""

    promises: tuple[Promise, ...]
    requests: tuple[Request, ...]
    at: datetime
    team: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return not self.promises and not self.requests
