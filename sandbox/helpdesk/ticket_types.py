"""The types that a ticket can have here, their attributes, and the states they go through."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sandbox.helpdesk.records import State

TITLE, DESCRIPTION, PRIORITY = "_default_title_", "_default_description_", "Priority"


@dataclass(frozen=True)
class Attribute:
    """An attribute of a team's tickets. `choices` of a list: name and id of each item."""

    id: str
    name: str
    choices: tuple[tuple[str, str], ...] = ()
    multiline: bool = False
    required: bool = False


@dataclass(frozen=True)
class TicketType:
    """A kind of ticket. Customers see those of the category Customer."""

    id: str
    name: str
    description: str
    category: Literal["Customer", "Back-office"]
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        """One of its attributes, by its exact name."""
        return next((one for one in self.attributes if one.name == name), None)


@dataclass(frozen=True)
class TicketState:
    """A state as the team and as the customer see it."""

    id: str
    category: str
    internal_label: str
    external_label: str


_PRIORITIES = (
    ("low", "de1825a0-0164-4070-8ca6-13e22462fa70"),
    ("normal", "de1825a0-0164-4070-8ca6-13e22462fa71"),
    ("high", "de1825a0-0164-4070-8ca6-13e22462fa72"),
    ("urgent", "de1825a0-0164-4070-8ca6-13e22462fa73"),
)
TASK = TicketType(
    id="89",
    name="Task",
    description="Something to do in the back office.",
    category="Back-office",
    attributes=(
        Attribute(id="165", name=TITLE, required=True),
        Attribute(id="166", name=DESCRIPTION, multiline=True),
    ),
)
BUG = TicketType(
    id="90",
    name="Bug",
    description="Something does not work.",
    category="Customer",
    attributes=(
        Attribute(id="167", name=TITLE, required=True),
        Attribute(id="168", name=DESCRIPTION, multiline=True),
        Attribute(id="169", name=PRIORITY, choices=_PRIORITIES),
    ),
)
TYPES: Mapping[str, TicketType] = MappingProxyType({TASK.id: TASK, BUG.id: BUG})
_IN_PROGRESS = TicketState("8498", "in_progress", "In progress", "In progress")
STATES: Mapping[State, TicketState] = MappingProxyType(
    {
        "submitted": TicketState("8497", "submitted", "Submitted", "Submitted"),
        "open": _IN_PROGRESS,
        "waiting_on_customer": TicketState(
            "8499", "waiting_on_customer", "Waiting on customer", "Waiting on you"
        ),
        "closed": TicketState("8500", "resolved", "Resolved", "Resolved"),
        "snoozed": _IN_PROGRESS,  # put aside, whatever it says
    }
)


def state_with_id(state_id: str) -> State | None:
    """The state that a call means; None when it means none."""
    return next((state for state, known in STATES.items() if known.id == state_id), None)
