"""The team's SLA policy: how soon a customer hears from us (S2), by plan and priority."""

from collections.abc import Mapping
from datetime import timedelta

from rulebook.support_hours import SupportHours
from rulebook.value import Value
from rulebook.when import Span

NORMAL = "normal"
# What helpdesks call the same.
_MEANS = {"priority": "high", "not_priority": NORMAL, "medium": NORMAL, "": NORMAL}

Row = Mapping[str, Span]
DEFAULT: Row = {
    "urgent": Span(time=timedelta(hours=1)),
    "high": Span(time=timedelta(hours=4)),
    NORMAL: Span(days=1),
    "low": Span(days=3),
}
_ENTERPRISE: Row = {
    "urgent": Span(time=timedelta(minutes=30)),
    "high": Span(time=timedelta(hours=2)),
}


class Policy(Value):
    """Support time until an update is due, by priority; a plan (in lower case) may have its own."""

    by_priority: Row = DEFAULT
    by_plan: Mapping[str, Row] = {"enterprise": _ENTERPRISE}

    def within(self, priority: str, plan: str, hours: SupportHours) -> timedelta:
        """The support time until an update is due; an unknown priority is a normal one."""
        named = priority.strip().casefold()
        named = _MEANS.get(named, named)
        row = {**self.by_priority, **self.by_plan.get(plan.strip().casefold(), {})}
        return row.get(named, row[NORMAL]).support_time(hours.day)
