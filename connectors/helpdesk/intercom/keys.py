"""The key of a ticket, its name in calls: `conversation/215` or `ticket/64`."""

import re
from dataclasses import dataclass
from typing import Literal

from rulebook.ports import GiveUp, NotHeard

_KEY = re.compile("(conversation|ticket)/([0-9]{1,20})")
_DIGITS = re.compile("[0-9]{1,20}")


@dataclass(frozen=True)
class Key:
    """A conversation or a ticket, by the id that calls use. Only digits ever reach a path."""

    kind: Literal["conversation", "ticket"]
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"

    @property
    def path(self) -> str:
        """The path of its calls."""
        return f"/{self.kind}s/{self.id}"


def key_of(written: str) -> Key:
    """Read a key. Raises NotHeard: it will never be one."""
    match = _KEY.fullmatch(written)
    if match is None:
        raise NotHeard(GiveUp(because="This is no ticket of Intercom."))
    return Key("conversation" if match[1] == "conversation" else "ticket", match[2])


def admin_number(admin_id: str) -> int:
    """Read an admin's id, where Intercom wants an integer. Raises NotHeard: it is not theirs."""
    if not _DIGITS.fullmatch(admin_id):
        raise NotHeard(GiveUp(because="This is nobody in Intercom."))
    return int(admin_id)
