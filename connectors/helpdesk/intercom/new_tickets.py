"""Creates tickets of which no customer hears, and finds again what was created."""

from typing import Any

from connectors.helpdesk.intercom import description
from connectors.helpdesk.intercom.answers import FoundTickets, IntercomTicket, TicketType
from connectors.helpdesk.intercom.filters import equal
from connectors.helpdesk.intercom.keys import Key, admin_number, key_of
from connectors.helpdesk.intercom.pages import pages
from connectors.helpdesk.intercom.reading import description_of
from connectors.helpdesk.intercom.ticket_types import links_to_conversations, priority_in, state_in
from connectors.helpdesk.outcome import looked_for_later
from connectors.http.calls import Calls
from connectors.http.foreign_text import one_line
from rulebook.people import Person
from rulebook.ports import NotHeard
from rulebook.tickets import Draft, Status

_SILENT = {"skip_notifications": True}  # or the customer is told


class NewTickets:
    """Writes drafts down; `priority` is the name of the attribute that takes it."""

    def __init__(self, calls: Calls, priority: str) -> None:
        self._calls = calls
        self._priority = priority

    async def write(self, draft: Draft, of: TicketType) -> IntercomTicket:
        """Create the ticket. Raises NotHeard."""
        attributes = {
            "_default_title_": one_line(draft.title),
            "_default_description_": description.written(draft.description, draft.marker),
        }
        body: dict[str, Any] = {
            "ticket_type_id": of.id,
            "contacts": [{"id": draft.customer}],
            "ticket_attributes": attributes | priority_in(of, draft.priority, self._priority),
            "assignment": {"admin_assignee_id": draft.owner.id},
        }
        body |= _linked(draft, of) | _SILENT
        try:
            return await self._calls.post("/tickets", body, IntercomTicket, "create the ticket")
        except NotHeard as missed:
            raise looked_for_later(missed) from None

    async def written(self, draft: Draft) -> IntercomTicket | None:
        """The ticket that an earlier attempt created: the customer's, with our marker at its end.

        Descriptions can be searched for words, but not for how they end, and not reliably for two
        words; so every ticket of this customer is looked at. Raises NotHeard.
        """
        query = equal("contact_ids", draft.customer)
        to = "look for the ticket"
        async for page in pages(self._calls, "/tickets/search", FoundTickets, query, to):
            for ticket in page.tickets:
                if description.ends_with(description_of(ticket), draft.marker):
                    return ticket
        return None

    async def begin(
        self, ticket: IntercomTicket, draft: Draft, of: TicketType, by: Person
    ) -> IntercomTicket:
        """Put a ticket that is still as it was created where the draft says it begins.

        No ticket begins there by itself: it takes a second call. When that one fails the ticket is
        there all the same, and stays where Intercom put it.
        """
        state = state_in(of, draft.status)
        begun = ticket.ticket_state is None or ticket.ticket_state.category != "submitted"
        if begun or draft.status is Status.SUBMITTED or state is None:
            return ticket
        try:
            body = {"ticket_state_id": state, "admin_id": admin_number(by.id)} | _SILENT
            path = Key("ticket", ticket.id).path
            return await self._calls.put(
                path, body, IntercomTicket, "put the ticket into its state"
            )
        except NotHeard:
            return ticket


def _linked(draft: Draft, of: TicketType) -> dict[str, str]:
    parent = key_of(draft.parent) if draft.parent else None
    if parent is None or parent.kind != "conversation" or not links_to_conversations(of):
        return {}
    return {"conversation_to_link_id": parent.id}
