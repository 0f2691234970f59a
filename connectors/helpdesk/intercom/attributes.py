"""Attributes of a team's own, and what is written in them, by name."""

from collections.abc import Mapping
from typing import Any

from connectors.http.foreign_text import same_name


def attribute(of: Mapping[str, Any] | None, name: str) -> str | None:
    """An attribute by its name in whatever case, where it is text."""
    for known, value in (of or {}).items():
        if same_name(known, name) and isinstance(value, str):
            return value
    return None
