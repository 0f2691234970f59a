"""Intercom's conversations and tickets, read in the rulebook's words."""

from datetime import UTC, datetime
from types import MappingProxyType

from connectors.helpdesk.intercom import description
from connectors.helpdesk.intercom.answers import Conversation, IntercomTicket, Item, Part
from connectors.helpdesk.intercom.attributes import attribute
from connectors.helpdesk.note_html import ends_with, lines
from connectors.http.foreign_text import one_line, same_name
from rulebook.people import Person
from rulebook.tickets import TicketState

_STATES = MappingProxyType({"closed": TicketState.CLOSED, "snoozed": TicketState.WAITING})


def state_of(item: Item) -> TicketState:
    """Open; waiting when snoozed or on the customer; closed."""
    match item:
        case Conversation():
            return _STATES.get(item.state, TicketState.OPEN)
        case IntercomTicket() if not item.open:
            return TicketState.CLOSED
        case IntercomTicket() if item.snoozed_until or _category(item) == "waiting_on_customer":
            return TicketState.WAITING
        case _:
            return TicketState.OPEN


def title_of(item: Item) -> str:
    """Its title, else the first line of what the customer wrote."""
    title: str | None = None
    first_lines: tuple[str, ...] = ()
    match item:
        case Conversation():
            title = item.title
            written = (item.source.subject, item.source.body) if item.source else ()
            first_lines = tuple(line for html in written for line in lines(html or ""))
        case IntercomTicket():
            title = attribute(item.ticket_attributes, "_default_title_")
            first_lines = description.lines(description_of(item))
    return one_line(title or "") or next(iter(first_lines), "(no title)")


def description_of(ticket: IntercomTicket) -> str:
    """The description that is written in a ticket when it is created."""
    return attribute(ticket.ticket_attributes, "_default_description_") or ""


def opened_of(item: Item) -> datetime | None:
    """The instant at which it was created."""
    return instant(item.created_at)


def instant(second: int | None) -> datetime | None:
    """A time that Intercom writes in seconds since 1970."""
    return None if second is None else datetime.fromtimestamp(second, UTC)


def priority_of(item: Item, name: str) -> str:
    """The attribute of this name, which for `priority` is a conversation's own. "" for none."""
    match item:
        case Conversation() if same_name(name, "priority"):
            priority = item.priority
        case Conversation():
            priority = attribute(item.custom_attributes, name)
        case IntercomTicket():
            priority = attribute(item.ticket_attributes, name)
        case _:
            priority = None
    return "" if priority is None or priority == "none" else one_line(priority)


def note_with(marker: str, parts: tuple[Part, ...], by: Person) -> Part | None:
    """The note by this author whose last line is the marker.

    The marker anywhere else is somebody quoting it.
    """
    return next((part for part in reversed(parts) if _is_theirs(part, marker, by)), None)


def _is_theirs(part: Part, marker: str, by: Person) -> bool:
    return (
        part.part_type == "note"
        and part.author is not None
        and part.author.type == "admin"
        and part.author.id == by.id
        and ends_with(part.body or "", marker)
    )


def _category(ticket: IntercomTicket) -> str | None:
    return ticket.ticket_state.category if ticket.ticket_state else None
