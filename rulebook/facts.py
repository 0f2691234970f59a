"""What was known when a request was checked: gathered outside, kept with the request."""

from collections.abc import Mapping
from datetime import datetime

from rulebook.people import Member, Person
from rulebook.tickets import Situation, Ticket
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
    """Everything a kind's check and card need, by field name. None: the outside has no such."""

    helpdesk: str
    requester: Member
    tickets: Mapping[str, TicketFacts | None]
    colleagues: Mapping[str, ColleagueFacts | None]
