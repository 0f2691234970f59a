"""An ending: what approving and denying come to for a kind, and the words for it."""

from collections.abc import Mapping

from rulebook.moves import Move, State
from rulebook.value import Value


class Ending(Value):
    """One thing that a kind says about its own ending; what it does not say is as with most kinds.

    `without` are the moves that its requests do not have. Where a `denial_undoes`, it needs no
    reason, and the plan's undo is carried out. `announced` begins a notification, of `{who}` and
    `{title}`; `reminder` is what a decider who has not answered hears, and `goes_on` what the
    requester reads of what is next, by the state.
    """

    announced: str = "{who} asks"
    asked: str = "Asked"
    asker: str = "Asked by"
    asked_at_an_instant: bool = True
    approve: str = "Approve"
    deny: str = "Deny"
    denied: str = "Denied"
    undone: str = "taken back"
    denial_undoes: bool = False
    without: frozenset[Move] = frozenset()
    reminder: str = ""
    goes_on: Mapping[State, str] = {}
