"""Words by which the world's states and priorities are called here."""

from collections.abc import Mapping
from types import MappingProxyType

from sandbox.helpdesk.records import Priority, State

# The five that every organization has; custom ones there are none.
STATES: Mapping[State, str] = MappingProxyType(
    {
        "submitted": "new",
        "open": "waiting_on_you",
        "snoozed": "on_hold",
        "waiting_on_customer": "waiting_on_customer",
        "closed": "closed",
    }
)
LABELS: Mapping[State, str] = MappingProxyType(
    {
        "submitted": "New",
        "open": "Waiting on you",
        "snoozed": "On hold",
        "waiting_on_customer": "Waiting on customer",
        "closed": "Closed",
    }
)
# The world has a word more than Pylon.
_PRIORITIES: Mapping[Priority, str] = MappingProxyType(
    {"low": "low", "normal": "medium", "medium": "medium", "high": "high", "urgent": "urgent"}
)
PRIORITIES: tuple[Priority, ...] = ("low", "medium", "high", "urgent")
PRIORITY, PLAN = "priority", "plan"  # the slugs of custom fields


def state_called(word: str) -> State | None:
    """The state that a word means; None when it means none."""
    return next((state for state, known in STATES.items() if known == word), None)


def priority_called(word: str) -> Priority | None:
    """The priority that a word means; None when it means none."""
    return next((known for known in PRIORITIES if known == word), None)


def priority(of: Priority) -> str:
    """The word for a priority; "" when there is none."""
    return _PRIORITIES.get(of, "")
