"""What stands on cards, as a person reads them, and everything there is to press."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.scene import Json, Scene, said

PEOPLE = ("amira", "bea", "omar", "lina", "theo", "mubeen")
DECIDES = frozenset({"approve", "deny", "ask", "change and approve", "pass on", "take"})
ASKS = frozenset({"answer", "edit", "withdraw", "it cannot wait"})
MOVES = DECIDES | ASKS | {"retry", "reverse"}


@dataclass(frozen=True)
class Button:
    """Something that could be pressed at some time: a button, or a line of a menu.

    `owner` is whose direct message it stands in; in the channel it is everybody's.
    """

    channel: str
    message: Json
    block: Json
    element: Json
    action: str
    value: str
    owner: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.channel, self.message["ts"], self.action, self.value

    @property
    def about(self) -> tuple[int, int]:
        """Which request, and which version of it."""
        request_id, _, version = self.value.partition(":")
        return int(request_id), int(version)

    @property
    def chosen(self) -> str:
        """What Slack is told: the button's value, or the menu's line."""
        menu = self.element["type"] == "overflow"
        return f"{self.action} {self.value}" if menu else self.value


def headline(message: Json) -> str:
    """What stands largest on a card."""
    headers = [block for block in message["blocks"] if block["type"] == "header"]
    return said({"blocks": headers[:1]})


def buttons_on(channel: str, message: Json, owner: str | None = None) -> Iterator[Button]:
    """What can be pressed on one message about a request."""
    for block in message.get("blocks", []):
        for element in block["elements"] if block["type"] == "actions" else []:
            for action, value in _choices(element):
                if action in MOVES:
                    yield Button(channel, message, block, element, action, value, owner)


def everything_to_press(team: Scene) -> Iterator[Button]:
    """What can be pressed now, in every conversation with the bot and in the channel."""
    for name in PEOPLE:
        person: str = getattr(team, name)
        channel = team.workspace.direct(person)
        for message in team.workspace.messages(channel):
            yield from buttons_on(channel, message, person)
    for message in team.workspace.messages(team.channel):
        yield from buttons_on(team.channel, message)


def _choices(element: Json) -> Iterator[tuple[str, str]]:
    if element["type"] == "overflow":
        for option in element["options"]:
            action, _, value = option["value"].rpartition(" ")
            yield action, value
    else:
        yield element["action_id"], element["value"]
