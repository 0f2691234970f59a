"""Who looks at a card, and when: what they may press, and what else they ought to know."""

from dataclasses import dataclass
from datetime import datetime

from rulebook.request import Request


@dataclass(frozen=True)
class Reader:
    """A decider, or everybody in a channel (no id, no mentions: nobody is pinged there).

    `beside` are the other open requests about the same tickets.
    """

    now: datetime
    id: str = ""
    mentions: bool = True
    decides: bool = True
    is_manager: bool = False
    beside: tuple[Request, ...] = ()

    def holds(self, request: Request) -> bool:
        """Whether the request is with this reader; in a channel it is with everybody."""
        return not self.id or request.duty is None or request.duty.who.id == self.id
