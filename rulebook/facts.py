"""Facts that were known when a request was checked: gathered outside, kept with the request."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import JsonValue, model_validator

from rulebook.limits import Limits
from rulebook.people import Member, Person
from rulebook.tickets import Customer, Situation, Ticket
from rulebook.value import Value


class TicketFacts(Value):
    """A ticket named in a form, its owner's Slack account, and the next promised update."""

    ticket: Ticket
    owner: Member | None = None
    next_update: datetime | None = None


class ColleagueFacts(Value):
    """A colleague named in a form, who they are in the helpdesk, and how their day looks."""

    member: Member
    person: Person | None = None
    situation: Situation | None = None


class Facts(Value):
    """Everything a kind's check and card need, by field name. None: the outside has no such.

    A ticket that may be left out, and was, is not there; a colleague left out is whoever asks.
    `nameless`: no note can bear the requester's name, although they may be who decides. `more` is
    what else a kind has to know, under names of its own, as JSON.
    """

    helpdesk: str
    requester: Member
    at: datetime
    limits: Limits = Limits()
    tickets: Mapping[str, TicketFacts | None] = {}
    colleagues: Mapping[str, ColleagueFacts | None] = {}
    customers: Mapping[str, Customer | None] = {}
    more: Mapping[str, JsonValue] = {}
    nameless: bool = False

    @model_validator(mode="before")
    @classmethod
    def _kept_before(cls, kept: Any) -> Any:  # noqa: ANN401 (whatever is read)
        """Read what earlier versions kept: the one thing more that a kind had to know."""
        if isinstance(kept, dict) and "hands" in kept:
            others = {name: value for name, value in kept.items() if name != "hands"}
            return others | ({"more": {"owner change": kept["hands"]}} if kept["hands"] else {})
        return kept

    def ticket(self, field: str) -> TicketFacts:
        """A ticket that the check has found."""
        found = self.tickets[field]
        assert found  # noqa: S101 (nothing is asked for before it was checked)
        return found

    def colleague(self, field: str) -> ColleagueFacts:
        """A colleague whom the check has found."""
        found = self.colleagues[field]
        assert found  # noqa: S101 (the same)
        return found

    def person(self, field: str) -> Person:
        """Find who that colleague is in the helpdesk."""
        found = self.colleague(field).person
        assert found  # noqa: S101 (the same)
        return found

    def customer(self, field: str) -> Customer:
        """A customer whom the check has found."""
        found = self.customers[field]
        assert found  # noqa: S101 (the same)
        return found

    @property
    def complete(self) -> bool:
        """Tell whether everything that was named is there."""
        return all((*self.tickets.values(), *self.colleagues.values(), *self.customers.values()))
