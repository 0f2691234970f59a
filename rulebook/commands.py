"""Every slash command: one for each kind, and those of the team."""

from rulebook.command import CALL, DESK, PROMISE, ROSTER, Command
from rulebook.kinds import KINDS


def commands() -> tuple[Command, ...]:
    """In the order in which they are shown."""
    return (*(kind.command for kind in KINDS.values()), PROMISE, CALL, ROSTER, DESK)
