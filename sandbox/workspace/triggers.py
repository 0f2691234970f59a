"""Trigger ids: a short-lived right to open one form for one person."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from sandbox.workspace.refusals import SlackRefusal

_REMEMBERED = 10_000


@dataclass
class _Trigger:
    person: str
    issued: float
    view: str | None
    exchanged: bool = False


class Triggers:
    """Issues and exchanges trigger ids; they live `seconds` of machine time and work once."""

    def __init__(self, team_id: str, seconds: float) -> None:
        self._team_id = team_id
        self._seconds = seconds
        self._issued: OrderedDict[str, _Trigger] = OrderedDict()

    def issue(self, person: str, view: str | None = None) -> str:
        """Issue one for what a person just did, in the view they did it in, if any."""
        trigger_id = f"{secrets.randbelow(10**12)}.{self._team_id[1:]}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = _Trigger(person, time.monotonic(), view)
        if len(self._issued) > _REMEMBERED:
            self._issued.popitem(last=False)
        return trigger_id

    def exchange(self, trigger_id: str) -> tuple[str, str | None]:
        """Use one up; return the person and the view it came from.

        Raises Refused with invalid_trigger_id, exchanged_trigger_id or expired_trigger_id.
        """
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackRefusal("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > self._seconds:
            raise SlackRefusal("expired_trigger_id")
        trigger.exchanged = True
        return trigger.person, trigger.view
