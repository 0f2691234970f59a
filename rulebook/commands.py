"""Every slash command: one for each kind that somebody asks for, and those of the team."""

from rulebook.command import CALL, DESK, PROMISE, ROSTER, Command
from rulebook.kinds import ASKED_FOR


def commands() -> tuple[Command, ...]:
    """In the order in which they are shown."""
    return (*(kind.command for kind in ASKED_FOR.values()), PROMISE, CALL, ROSTER, DESK)
