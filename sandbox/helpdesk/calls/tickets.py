"""Tickets: read, search, update, reply."""

from sandbox.helpdesk import answers, search
from sandbox.helpdesk.asked import Asked
from sandbox.helpdesk.records import Admin, Json
from sandbox.helpdesk.refusals import Refused, missing, wrong

_REPLY = ("message_type", "type", "admin_id", "body", "created_at", "skip_notifications")
_UPDATE = ("assignee_id", "admin_id", "open", "skip_notifications")


def read(asked: Asked) -> Json:
    """One ticket with its newest parts."""
    return answers.ticket(asked.ticket("ticket"))


def searched(asked: Asked) -> Json:
    """The tickets that match."""
    whole = asked.world.tickets("ticket")
    page, about = search.found(whole, asked.body, search.OF_TICKETS)
    return {"type": "ticket.list", "tickets": [answers.ticket(one) for one in page], **about}


def reply(asked: Asked) -> Json:
    """A note for teammates, or a comment that the customer receives."""
    ticket = asked.ticket("ticket")
    asked.only(*_REPLY)
    kind = asked.one_of("message_type", "note", "comment")
    asked.one_of("type", "admin")
    author, body = asked.author(), asked.formatted()
    silenced = asked.flag("skip_notifications")
    part = asked.world.happens(ticket, kind, author, body)
    if kind == "comment" and not silenced:
        asked.world.receives(ticket, "comment", body)
    return answers.ticket_part(part)


def update(asked: Asked) -> Json:
    """Give a ticket to somebody, close or reopen it; the customer hears of it unless silenced."""
    ticket = asked.ticket("ticket")
    asked.only(*_UPDATE)
    author = _author(asked)
    to = asked.assignee() if "assignee_id" in asked.body else None
    opened = asked.flag("open") if "open" in asked.body else None
    silenced = asked.flag("skip_notifications")
    if "assignee_id" in asked.body:
        asked.world.gives(ticket, to)
        asked.world.happens(ticket, "assignment", author, assigned_to=to)
    if opened is not None:
        asked.world.puts(ticket, "open" if opened else "closed")
        asked.world.happens(ticket, "ticket_state_updated_by_admin", author)
    if not silenced:
        asked.world.receives(ticket, "update", ", ".join(sorted(asked.body)))
    return read(asked)


def _author(asked: Asked) -> Admin:
    """Here `admin_id` is an integer, where it is a string in every other call."""
    if "admin_id" not in asked.body:
        raise missing("admin_id")
    admin_id = asked.body["admin_id"]
    if type(admin_id) is not int:
        raise wrong("admin_id", "admin_id must be an integer")
    admin = asked.world.admin(str(admin_id))
    if admin is None:
        raise Refused(404, "assignee_not_found", "Assignee not found", "admin_id")
    return admin
