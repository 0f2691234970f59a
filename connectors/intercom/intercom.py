"""The helpdesk port over Intercom's API."""

from collections.abc import Awaitable

from connectors.intercom.calls import Calls
from connectors.intercom.customers import Customers
from connectors.intercom.inbox import Inbox
from connectors.intercom.items import Items
from connectors.intercom.keys import key_of, number_of
from connectors.intercom.note_html import written
from connectors.intercom.people import People
from connectors.intercom.reading import note_with, priority_of, state_of, title_of
from connectors.intercom.settings import IntercomSettings
from rulebook.notes import Note
from rulebook.people import Person
from rulebook.ports import Done, NotHeard, Outcome
from rulebook.tickets import Bin, Ticket


class Intercom:
    """Intercom, as `rulebook.ports.Helpdesk`. Close it when done.

    A ticket is one of Intercom's conversations or one of its tickets. People type a conversation's
    id or a ticket's `ticket_id`; links hold the id of either.
    """

    name = "Intercom"

    def __init__(self, settings: IntercomSettings) -> None:
        self._calls = Calls(settings)
        self._items = Items(self._calls)
        self._people = People(self._calls, settings.people_kept)
        self._customers = Customers(self._calls)
        self._inbox = Inbox(self._calls, settings.inbox_url)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._calls.aclose()

    async def hello(self) -> None:
        """Ask whose access token this is. Raises NotHeard."""
        await self._inbox.ask()

    async def ticket(self, number: str) -> Ticket | None:
        """Find a conversation, else a ticket. Raises NotHeard."""
        digits = number_of(number)
        item = await self._items.numbered(digits) if digits else None
        if item is None:
            return None
        customer, plan = await self._customers.of(item.contacts, item.company)
        return Ticket(
            key=f"{item.kind}/{item.id}",
            number=item.number,
            title=title_of(item),
            link=await self._inbox.link(item.id),
            state=state_of(item),
            customer=customer,
            plan=plan,
            priority=priority_of(item),
            owner=await self._people.with_id(item.admin_assignee_id),
        )

    async def person(self, email: str) -> Person | None:
        """Find a teammate with a seat, by e-mail address in whatever case. Raises NotHeard."""
        return await self._people.with_email(email)

    async def bin(self, owner: Person) -> Bin:
        """List somebody's open conversations, then their open tickets. Raises NotHeard."""
        keys = [str(key) async for key in self._items.open_of(owner)]
        # What moves between two pages while we read is listed once all the same.
        return Bin(tickets=tuple(dict.fromkeys(keys)))

    async def assign(self, ticket: str, owner: Person, by: Person, *, again: bool) -> Outcome:
        """Give a ticket away; `again` first looks whether it is theirs already."""
        return await _outcome(self._assign(ticket, owner, by, again=again))

    async def write_note(self, ticket: str, note: Note, by: Person, *, again: bool) -> Outcome:
        """Write a private note; `again` first looks for it among the newest 500 parts.

        A call that was cut off can still arrive after that look; the wait before an attempt is
        repeated is what keeps the two apart.
        """
        return await _outcome(self._write_note(ticket, note, by, again=again))

    async def _assign(self, ticket: str, owner: Person, by: Person, *, again: bool) -> Done:
        key = key_of(ticket)
        done = Done(link=await self._inbox.link(key.id))
        if again and (await self._items.read(key)).admin_assignee_id == owner.id:
            return done
        await self._items.assign(key, owner, by)
        return done

    async def _write_note(self, ticket: str, note: Note, by: Person, *, again: bool) -> Done:
        key = key_of(ticket)
        # Asked for before the write, so that nothing can fail after it.
        link = await self._inbox.link(key.id)
        if again:
            found = note_with(note.marker, (await self._items.read(key)).parts, by)
            if found:
                return Done(reference=found.id, link=link)
        parts = await self._items.write_note(key, written(note), by)
        new = note_with(note.marker, parts, by)
        return Done(reference=new.id if new else "", link=link)


async def _outcome(doing: Awaitable[Done]) -> Outcome:
    try:
        return await doing
    except NotHeard as missed:
        return missed.outcome
