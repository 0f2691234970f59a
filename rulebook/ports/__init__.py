"""Ports: what we ask of the outside.

A write ends in one of three outcomes. A read answers, or raises `NotHeard` with one of the other
two. `again` says that an earlier attempt may have come through unnoticed: the connector then looks
before it writes.
"""

from rulebook.ports.helpdesk import Helpdesk
from rulebook.ports.members import Members
from rulebook.ports.messenger import Blocks, Drawn, Messenger, Posted
from rulebook.ports.outcomes import Done, GiveUp, NotHeard, Outcome, TryAgain

__all__ = [
    "Blocks",
    "Done",
    "Drawn",
    "GiveUp",
    "Helpdesk",
    "Members",
    "Messenger",
    "NotHeard",
    "Outcome",
    "Posted",
    "TryAgain",
]
