"""Arrivals of conversations and tickets in the helpdesk."""

from datetime import datetime, timedelta

from sandbox.helpdesk.note_html import sanitised
from sandbox.helpdesk.records import About, Contact, Kind, Particulars, State, Ticket
from sandbox.helpdesk.ticket_types import BUG
from sandbox.helpdesk.world import HelpdeskWorld


def arrives(
    world: HelpdeskWorld, kind: Kind, title: str, customer: Contact, about: About
) -> Ticket:
    """A new conversation or ticket. Raises ValueError when it cannot be.

    A conversation's number is its id. A ticket has an id of its own besides.
    """
    given, state, now = about.get("number", ""), about.get("state", "open"), world.now()
    created = about.get("created", now)
    if kind == "conversation":
        number = given or str(world.next_item())
        item = number
    else:
        number = given or str(world.next_ticket())
        item = str(world.next_item())
    objection = _objection(world, kind, item, number, state) or _too_early(created, now)
    if objection:
        raise ValueError(objection)
    ticket = Ticket(
        kind=kind,
        id=item,
        number=number,
        title=title,
        body=sanitised(about.get("body", "")),
        customer=customer,
        owner=about.get("owner"),
        priority=about.get("priority", "none"),
        state=state,
        snoozed_until=now + timedelta(days=1) if state == "snoozed" else None,
        created=created,
        updated=created,
        ticket_type=about.get("ticket_type", BUG.id) if kind == "ticket" else "",
        linked=about.get("linked", ""),
        particulars=_particulars(about),
    )
    world.add_ticket(ticket)
    return ticket


def _particulars(about: About) -> Particulars:
    return Particulars(
        respond_by=about.get("respond_by"),
        resolve_by=about.get("resolve_by"),
        team=about.get("team"),
        tags=about.get("tags", ()),
        in_portal=about.get("in_portal", False),
        opened_by=about.get("opened_by"),
        internal=about.get("internal", False),
        first_owner=about.get("owner"),
    )


def _objection(
    world: HelpdeskWorld, kind: Kind, item: str, number: str, state: State
) -> str | None:
    if not (number.isascii() and number.isdecimal()):
        return f"The number {number} is not made of digits."
    if world.numbered(number) or world.has(item):
        return f"The number {number} is taken."
    if kind == "conversation" and state == "waiting_on_customer":
        return "Only a ticket waits on the customer; a conversation is snoozed."
    if kind == "conversation" and state == "submitted":
        return "Only a ticket is submitted; a conversation is open."
    return None


def _too_early(created: datetime, now: datetime) -> str | None:
    return "A ticket cannot come from the future." if created > now else None
