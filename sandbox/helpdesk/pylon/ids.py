"""Pylon's ids: each says what it is the id of, and which one of the world's it stands for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from uuid import UUID

Of = Literal[
    "organization", "user", "team", "account", "contact", "issue", "message", "body", "thread",
    "default_thread", "event",
]  # fmt: skip
# What an id begins with, and in which base the world counts. A `body` is an issue's first message.
_KINDS: Mapping[Of, tuple[str, int]] = MappingProxyType(
    {
        "organization": ("0a9e1c00", 10),
        "user": ("5e7a1d01", 10),
        "team": ("7ea30002", 10),
        "account": ("acc0a703", 16),
        "contact": ("c0a7ac04", 16),
        "issue": ("155be005", 10),
        "message": ("3e55a906", 10),
        "body": ("b0d70007", 10),
        "thread": ("7a4ead08", 10),
        "default_thread": ("defa0109", 10),
        "event": ("a0d1700a", 10),
    }
)
_DIGITS = 24


def id_of(of: Of, world_id: str) -> str:
    """Pylon's id for one of the world's."""
    begins, base = _KINDS[of]
    return str(UUID(f"{begins}{int(world_id, base):0{_DIGITS}x}"))


def worlds(of: Of, pylon_id: str) -> str | None:
    """The world's id that one of Pylon's stands for; None when it is the id of nothing such."""
    begins, base = _KINDS[of]
    try:
        digits = UUID(pylon_id).hex
    except ValueError:
        return None
    if not digits.startswith(begins) or str(UUID(pylon_id)) != pylon_id:
        return None
    rest = digits.removeprefix(begins)
    return rest if base == 16 else str(int(rest, 16))  # noqa: PLR2004 (hexadecimal)
