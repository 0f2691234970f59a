"""Slash commands, as the manifest and the help show them."""

from rulebook.value import Value


class Command(Value):
    """A slash command: its name with the slash, what comes after it, and one line of help."""

    name: str
    usage: str
    description: str


# Of what the bot asks by itself.
NO_COMMAND = Command(name="", usage="", description="")
ROSTER = Command(name="/roster", usage="", description="See and keep who is on duty when")
PROMISE = Command(
    name="/promise",
    usage="<ticket> <when>",
    description="Promise a customer an update: 4h, tomorrow 10:00, fri 3pm",
)
CALL = Command(
    name="/customer-call",
    usage="<ticket> <when> [30m]",
    description="Note a call with a customer, to be reminded of it",
)
DESK = Command(
    name="/desk",
    usage="",
    description="Your requests and promises, who is on duty, every command",
)
