"""The reader of a card at a moment: what they may press, and what else they ought to know."""

from dataclasses import dataclass
from datetime import datetime

from rulebook.people import Member
from rulebook.request import Request


@dataclass(frozen=True)
class Viewer:
    """Somebody who has a copy of a card, or everybody in a channel.

    In a channel there is no id, and nobody is pinged. `manager` is to whom it can be passed on,
    `beside` are the other open requests about the same tickets.
    """

    now: datetime
    id: str = ""
    mentions: bool = True
    decides: bool = True
    manager: Member | None = None
    beside: tuple[Request, ...] = ()

    def holds(self, request: Request) -> bool:
        """Tell whether the request is with this reader; in a channel it is with everybody."""
        return not self.id or request.duty is None or request.duty.who.id == self.id

    def is_manager(self) -> bool:
        """Tell whether it is the manager, so that it cannot be passed on any further."""
        return self.manager is not None and self.manager.id == self.id
