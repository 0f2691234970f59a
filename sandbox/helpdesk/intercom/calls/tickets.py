"""Tickets: read, search, update, reply."""

from sandbox.helpdesk.intercom import answers, search
from sandbox.helpdesk.intercom.asked import IntercomCall
from sandbox.helpdesk.intercom.refusals import IntercomRefusal, missing, wrong
from sandbox.helpdesk.records import Admin, Json, State
from sandbox.helpdesk.ticket_types import state_with_id

_REPLY = ("message_type", "type", "admin_id", "body", "created_at", "skip_notifications")
_UPDATE = ("assignee_id", "admin_id", "open", "ticket_state_id", "skip_notifications")


def read(asked: IntercomCall) -> Json:
    """One ticket with its newest parts."""
    return answers.ticket(asked.ticket("ticket"))


def searched(asked: IntercomCall) -> Json:
    """The tickets that match."""
    whole = asked.world.tickets("ticket")
    page, about = search.found(whole, asked.body, search.OF_TICKETS)
    listed = [answers.ticket(asked.world.whole(one)) for one in page]
    return {"type": "ticket.list", "tickets": listed, **about}


def reply(asked: IntercomCall) -> Json:
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


def update(asked: IntercomCall) -> Json:
    """Give a ticket to somebody, or change its state; the customer hears of it unless silenced."""
    ticket = asked.ticket("ticket")
    asked.only(*_UPDATE)
    author = _author(asked)
    to = asked.assignee() if "assignee_id" in asked.body else None
    state = _state(asked)
    silenced = asked.flag("skip_notifications")
    if "assignee_id" in asked.body:
        asked.world.gives(ticket, to)
        asked.world.happens(ticket, "assignment", author, assigned_to=to)
    if state is not None:
        asked.world.puts(ticket, state)
        asked.world.happens(ticket, "ticket_state_updated_by_admin", author)
    if not silenced:
        asked.world.receives(ticket, "update", ", ".join(sorted(asked.body)))
    return read(asked)


def _state(asked: IntercomCall) -> State | None:
    """The state that the ticket gets; None leaves it as it is."""
    if "ticket_state_id" in asked.body:
        state = state_with_id(asked.text("ticket_state_id"))
        if state is None:
            message = "Ticket state id is not valid or is not associated with the ticket type"
            raise IntercomRefusal(400, "ticket_state_id_invalid", message)
        return state
    if "open" in asked.body:
        return "open" if asked.flag("open") else "closed"
    return None


def _author(asked: IntercomCall) -> Admin:
    """Here `admin_id` is an integer, where it is a string in every other call."""
    if "admin_id" not in asked.body:
        raise missing("admin_id")
    admin_id = asked.body["admin_id"]
    if type(admin_id) is not int:
        raise wrong("admin_id", "admin_id must be an integer")
    admin = asked.world.staff.admin(str(admin_id))
    if admin is None:
        raise IntercomRefusal(404, "assignee_not_found", "Assignee not found", "admin_id")
    return admin
