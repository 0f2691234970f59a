"""A message: what every card, word and list is drawn as."""

from collections.abc import Mapping
from typing import Any

from rulebook.value import Value


class Message(Value):
    """A Slack message: Block Kit blocks, and the text that notifications show."""

    text: str
    blocks: tuple[Mapping[str, Any], ...]
