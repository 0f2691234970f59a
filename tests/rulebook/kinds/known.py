"""Who and what the outside knows, for the checks of every kind."""

from datetime import UTC, datetime, timedelta
from typing import Any

from rulebook.decided import DecidedRequest
from rulebook.facts import ColleagueFacts, Facts, TicketFacts
from rulebook.kinds import AnyKind
from rulebook.moves import State
from rulebook.people import Member, Person
from rulebook.refusals import Refusal
from rulebook.request import Request
from rulebook.tickets import Customer, Ticket, TicketState
from tests.rulebook.test_moves import AMIRA, OMAR, request

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEA = Member(id="UBEA", name="Bea", email="bea@example.com")
ACME = Customer(key="c-1", name="Acme", plan="Enterprise")
TICKET = Ticket(
    key="conversation/4711",
    number="4711",
    title="Cannot export invoices",
    link="https://example.com/4711",
    state=TicketState.OPEN,
    customer="Acme",
    customer_key="c-1",
    owner=Person(id="helpdesk UOmar", name="Omar"),
    opened=NOON - timedelta(days=90),
)


def person(member: Member) -> Person:
    """Who a member is in the helpdesk."""
    return Person(id=f"helpdesk U{member.name}", name=member.name)


def colleague(member: Member, **of: Any) -> ColleagueFacts:
    """A colleague with a seat."""
    return ColleagueFacts(member=member.model_copy(update=of), person=person(member))


def facts(requester: Member = AMIRA, **named: Any) -> Facts:
    """What was found under each field: tickets, members or colleagues, customers, or None."""
    tickets = {field: found for field, found in named.items() if isinstance(found, Ticket)}
    members = {field: found for field, found in named.items() if isinstance(found, Member)}
    customers = {field: found for field, found in named.items() if isinstance(found, Customer)}
    given = {field: found for field, found in named.items() if isinstance(found, ColleagueFacts)}
    return Facts(
        helpdesk="Intercom",
        requester=requester,
        at=NOON,
        tickets={name: TicketFacts(ticket=one, owner=OMAR) for name, one in tickets.items()},
        colleagues=given | {name: colleague(one) for name, one in members.items()},
        customers=customers,
    )


def decided(request: Request, known: Facts, by: Member) -> DecidedRequest:
    """A request as somebody decides it, with these facts."""
    return DecidedRequest.of(request, known, by=by)


def asked(kind: AnyKind, given: dict[str, Any], known: Facts) -> Request:
    """A request of this kind, pending."""
    update = {"kind": kind.name, "form": kind.read(given).given, "facts": known}
    return request(State.PENDING, known.requester).model_copy(update=update)


def refusal(kind: AnyKind, given: dict[str, Any], known: Facts) -> tuple[str, str] | None:
    """At which field the check refuses, and its sentence; None where it does not."""
    try:
        kind.check(kind.read(given), known)
    except Refusal as refused:
        return refused.field or "", str(refused)
    return None
