"""Conversations and tickets: what each question and each write comes to in calls."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, assert_never

from connectors.helpdesk.intercom.answers import (
    Conversation,
    FoundTickets,
    IntercomTicket,
    Item,
    ListedConversations,
    OwnedConversations,
    OwnedTickets,
    Part,
)
from connectors.helpdesk.intercom.filters import Filter, equal, every, since
from connectors.helpdesk.intercom.keys import Key, admin_number
from connectors.helpdesk.intercom.pages import pages
from connectors.http.calls import Calls
from connectors.http.failures import NotAccepted, NotThere
from rulebook.people import Person

_NOBODY, _OWNER = "0", "admin_assignee_id"
_OPEN = equal("open", True)  # noqa: FBT003 (a filter's value)


class Items:
    """Reads and writes both alike. Everything here raises NotHeard."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def read(self, key: Key) -> Item:
        """One of either, with its parts."""
        match key.kind:
            case "conversation":
                return await self._calls.get(key.path, Conversation, "read the conversation")
            case "ticket":
                return await self._calls.get(key.path, IntercomTicket, "read the ticket")
            case _:
                assert_never(key.kind)

    async def numbered(self, digits: str) -> Item | None:
        """A conversation with this id, else a ticket with this number, else one with this id."""
        return (
            await self._there(Key("conversation", digits))
            or await self._ticket_numbered(digits)
            or await self._there(Key("ticket", digits))
        )

    async def open_of(self, owner: Person) -> AsyncIterator[Key]:
        """The keys of somebody's open conversations, then of their open tickets."""
        # An integer in one search and a string in the other.
        theirs = equal(_OWNER, admin_number(owner.id)), equal(_OWNER, owner.id)
        async for key, _ in self._open(every(theirs[0], _OPEN), every(theirs[1], _OPEN)):
            yield key

    def open(self) -> AsyncIterator[tuple[Key, str | None]]:
        """Every open conversation, then every open ticket, each with its owner's id."""
        return self._open(_OPEN, _OPEN)

    async def changed_since(self, at: datetime) -> AsyncIterator[Item]:
        """The conversations, then the tickets, that changed in the second of an instant or later.

        Conversations come without their parts.
        """
        second, to = int(at.timestamp()), "list the tickets that changed"
        path, query = "/conversations/search", since("updated_at", second)
        async for listed in pages(self._calls, path, ListedConversations, query, to):
            for conversation in listed.conversations:
                if _changed(conversation, second):
                    yield conversation
        async for found in pages(self._calls, "/tickets/search", FoundTickets, query, to):
            for ticket in found.tickets:
                if _changed(ticket, second):
                    yield ticket

    async def assign(self, key: Key, owner: Person | None, by: Person) -> None:
        """Give it to somebody, or to nobody."""
        assignee, to = owner.id if owner else _NOBODY, "reassign the ticket"
        match key.kind:
            case "conversation":
                body = _as_admin("assignment", by) | {"assignee_id": assignee}
                await self._calls.post(f"{key.path}/parts", body, Conversation, to)
            case "ticket":
                body = {
                    "assignee_id": assignee,
                    "admin_id": admin_number(by.id),
                    "skip_notifications": True,  # or the customer is told
                }
                await self._calls.put(key.path, body, IntercomTicket, to)
            case _:
                assert_never(key.kind)

    async def write_note(self, key: Key, html: str, by: Person) -> tuple[Part, ...]:
        """Write a private note; what is answered has it among its parts."""
        path, to = f"{key.path}/reply", "write the note"
        body = _as_admin("note", by) | {"body": html}
        match key.kind:
            case "conversation":
                return (await self._calls.post(path, body, Conversation, to)).parts
            case "ticket":
                return (await self._calls.post(path, body, Part, to),)
            case _:
                assert_never(key.kind)

    async def _open(
        self, conversations: Filter, tickets: Filter
    ) -> AsyncIterator[tuple[Key, str | None]]:
        path, to = "/conversations/search", "list the open tickets"
        async for found in pages(self._calls, path, OwnedConversations, conversations, to):
            for one in found.conversations:
                yield Key("conversation", one.id), one.admin_assignee_id
        async for page in pages(self._calls, "/tickets/search", OwnedTickets, tickets, to):
            for one in page.tickets:
                yield Key("ticket", one.id), one.admin_assignee_id

    async def _there(self, key: Key) -> Item | None:
        try:
            return await self.read(key)
        except NotThere:
            return None

    async def _ticket_numbered(self, digits: str) -> IntercomTicket | None:
        """Search by `ticket_id`.

        Intercom's description calls most keys of a ticket searchable without naming this one;
        where it is not, a ticket is still found by the id in its link.
        """
        body = {"query": equal("ticket_id", digits), "pagination": {"per_page": 1}}
        try:
            page = await self._calls.search(
                "/tickets/search", body, FoundTickets, "find the ticket"
            )
        except NotAccepted:
            return None
        return next((ticket for ticket in page.tickets if ticket.ticket_id == digits), None)


def _changed(item: Item, second: int) -> bool:
    return item.updated_at is None or item.updated_at >= second


def _as_admin(message_type: str, by: Person) -> dict[str, Any]:
    return {"message_type": message_type, "type": "admin", "admin_id": by.id}
