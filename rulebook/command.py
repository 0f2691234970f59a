"""Slash commands, as the manifest and the help show them."""

from rulebook.value import Value


class Command(Value):
    """A slash command: its name with the slash, what comes after it, and one line of help."""

    name: str
    usage: str
    description: str


ROSTER = Command(name="/roster", usage="", description="See and keep who is on duty when")
DESK = Command(
    name="/desk", usage="", description="Your requests, who is on duty, and every command"
)
