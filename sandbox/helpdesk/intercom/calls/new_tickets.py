"""A new ticket: its type, the one customer it is for, and what is written in its attributes."""

from typing import get_args

from sandbox.helpdesk.arrivals import arrives
from sandbox.helpdesk.intercom import answers
from sandbox.helpdesk.intercom.asked import IntercomCall
from sandbox.helpdesk.intercom.refusals import IntercomRefusal, missing, not_found, wrong
from sandbox.helpdesk.plain_text import as_html
from sandbox.helpdesk.records import Admin, Contact, Json, Priority
from sandbox.helpdesk.ticket_types import DESCRIPTION, PRIORITY, TITLE, TYPES, Attribute, TicketType

_FIELDS = (
    "ticket_type_id",
    "contacts",
    "ticket_attributes",
    "assignment",
    "conversation_to_link_id",
    "skip_notifications",
)
_PRIORITIES: tuple[Priority, ...] = get_args(Priority)


def types(_asked: IntercomCall) -> Json:
    """Every ticket type with its attributes and states."""
    return {"type": "list", "data": [answers.ticket_type(one) for one in TYPES.values()]}


def create(asked: IntercomCall) -> Json:
    """Create a ticket, which begins as submitted; the customer hears of it unless silenced."""
    asked.only(*_FIELDS)
    of = _type(asked)
    customer, written = _customer(asked), _written(asked, of)
    owner, linked = _owner(asked), _linked(asked, of)
    silenced = asked.flag("skip_notifications")
    ticket = arrives(
        asked.world,
        "ticket",
        written[TITLE],
        customer,
        {
            "body": as_html(written.get(DESCRIPTION, "")),
            "owner": owner,
            "priority": _priority(written),
            "state": "submitted",
            "ticket_type": of.id,
            "linked": linked,
        },
    )
    if not silenced:
        asked.world.receives(ticket, "creation", ticket.title)
    return answers.ticket(ticket)


def _type(asked: IntercomCall) -> TicketType:
    found = TYPES.get(asked.text("ticket_type_id"))
    if found is None:
        raise not_found("Type")
    return found


def _customer(asked: IntercomCall) -> Contact:
    if "contacts" not in asked.body:
        raise missing("contacts")
    contacts = asked.body["contacts"]
    if not isinstance(contacts, list) or len(contacts) != 1 or not isinstance(contacts[0], dict):
        raise wrong("contacts", "contacts must list exactly one contact")
    named = asked.with_body(contacts[0])
    named.only("id")
    found = asked.world.contact(named.text("id"))
    if found is None:
        raise not_found("User")
    return found


def _owner(asked: IntercomCall) -> Admin | None:
    assignment = asked.object("assignment")
    assignment.only("admin_assignee_id")
    return assignment.assignee("admin_assignee_id") if assignment.body else None


def _linked(asked: IntercomCall, of: TicketType) -> str:
    """The number of the conversation to link, which a ticket that customers see cannot have."""
    if "conversation_to_link_id" not in asked.body:
        return ""
    found = asked.world.ticket("conversation", asked.text("conversation_to_link_id"))
    if found is None:
        raise IntercomRefusal(404, "conversation_not_found", "Conversation not found")
    if of.category == "Customer":
        message = "A conversation can be linked to a back-office or tracker ticket only"
        raise wrong("conversation_to_link_id", message)
    return found.number


def _written(asked: IntercomCall, of: TicketType) -> dict[str, str]:
    """Read what is written in each attribute; of a list the name of what was chosen by its id."""
    given = asked.object("ticket_attributes")
    written: dict[str, str] = {}
    for name in given.body:
        attribute = of.attribute(name)
        if attribute is None:
            message = f"Extra attributes provided that are not found on ticket type: {name}"
            raise wrong("ticket_attributes", message)
        written[name] = _value(attribute, given.text(name))
    if any(attribute.required and not written.get(attribute.name) for attribute in of.attributes):
        raise wrong("ticket_attributes", "Missing required ticket attributes")
    return written


def _value(attribute: Attribute, given: str) -> str:
    if not attribute.choices:
        return given
    for name, choice in attribute.choices:
        if choice == given:
            return name
    raise wrong(attribute.name, f"{attribute.name} must be the id of a list item")


def _priority(written: dict[str, str]) -> Priority:
    return next(known for known in _PRIORITIES if known == written.get(PRIORITY, "none"))
