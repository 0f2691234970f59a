"""What a team writes down in attributes of its own, by name."""

from collections.abc import Mapping
from typing import Any

from connectors.helpdesk.foreign_text import one_line


def attribute(of: Mapping[str, Any] | None, name: str) -> str | None:
    """An attribute by its name in whatever case, where it is text."""
    for known, value in (of or {}).items():
        if same_name(known, name) and isinstance(value, str):
            return value
    return None


def same_name(one: str, other: str) -> bool:
    """Whether two names of attributes are the same to the people who wrote them."""
    return one_line(one).casefold() == one_line(other).casefold()
