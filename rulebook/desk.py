"""The desk of one person, at one moment."""

from datetime import datetime

from rulebook.duty import Duty
from rulebook.promises import Promise
from rulebook.request import Request
from rulebook.value import Value


class Desk(Value):
    """Their own requests, newest first, what waits for them, and who is on duty.

    `promises` are about their own tickets, `team` is everybody's where they lead; the most pressing
    first; `at` is now. `next_duty` is on duty from `changes_at` on.
    """

    mine: tuple[Request, ...]
    for_me: tuple[Request, ...]
    duty: Duty
    at: datetime
    promises: tuple[Promise, ...] = ()
    team: tuple[Promise, ...] = ()
    leads: bool = False
    muted: bool = False
    next_duty: Duty | None = None
    changes_at: datetime | None = None
