"""Acts on a ticket, whether by hand or through a call."""

from datetime import datetime

from sandbox.helpdesk.records import Admin, State, Ticket
from sandbox.helpdesk.world import HelpdeskWorld

_KINDS = {"closed": "close", "open": "open", "snoozed": "snoozed"}
_OF_TICKETS = "ticket_state_updated_by_admin"


def assigns(world: HelpdeskWorld, by: Admin, ticket: Ticket, to: Admin | None) -> None:
    """Give a ticket to somebody, or to nobody."""
    world.gives(ticket, to)
    world.happens(ticket, "assignment", by, assigned_to=to)


def puts(
    world: HelpdeskWorld, by: Admin, ticket: Ticket, state: State, until: datetime | None = None
) -> None:
    """Change a ticket's state; what is put aside wakes at `until`."""
    world.puts(ticket, state, until)
    kind = _OF_TICKETS if ticket.kind == "ticket" else _KINDS.get(state, _OF_TICKETS)
    world.happens(ticket, kind, by)
