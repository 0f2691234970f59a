"""The helpdesk port over Intercom's API."""

from datetime import datetime

from connectors.helpdesk.intercom.answers import Item
from connectors.helpdesk.intercom.customers import IntercomCustomers
from connectors.helpdesk.intercom.dialect import INTERCOM
from connectors.helpdesk.intercom.inbox_links import Inbox
from connectors.helpdesk.intercom.items import Items
from connectors.helpdesk.intercom.keys import key_of
from connectors.helpdesk.intercom.last_words import customer_wrote, replied
from connectors.helpdesk.intercom.new_tickets import NewTickets
from connectors.helpdesk.intercom.owner_changes import owner_changes
from connectors.helpdesk.intercom.people import IntercomPeople
from connectors.helpdesk.intercom.reading import (
    note_with,
    opened_of,
    priority_of,
    state_of,
    title_of,
)
from connectors.helpdesk.intercom.settings import IntercomSettings
from connectors.helpdesk.intercom.suggestions import IntercomSuggestions
from connectors.helpdesk.intercom.ticket_types import Types
from connectors.helpdesk.note_html import written
from connectors.helpdesk.number import number_of
from connectors.helpdesk.outcome import outcome_of
from connectors.http.calls import Calls
from rulebook.notes import Note
from rulebook.people import Person
from rulebook.ports import Done, GiveUp, NotHeard, Outcome, TryAgain
from rulebook.tickets import Bin, Customer, Draft, OwnerChange, Suggestion, Ticket

_NOBODY = frozenset({None, "0"})
_GONE = "This customer is not in Intercom, or no longer. Choose the customer again."


class Intercom:
    """Intercom, as `rulebook.ports.Helpdesk`. Close it when done.

    A ticket is one of Intercom's conversations or one of its tickets. People type a conversation's
    id or a ticket's `ticket_id`; links hold the id of either.
    """

    name = INTERCOM.name

    def __init__(self, settings: IntercomSettings) -> None:
        self._calls = Calls(INTERCOM, settings)
        self._items = Items(self._calls)
        self._people = IntercomPeople(self._calls, settings.people_kept)
        self._customers = IntercomCustomers(self._calls, settings.plan, settings.people_kept)
        self._inbox = Inbox(self._calls, settings.inbox_url)
        self._types = Types(self._calls, settings.ticket_type, settings.people_kept)
        self._new_tickets = NewTickets(self._calls, settings.priority)
        self._priority = settings.priority
        self._suggestions = IntercomSuggestions(self._calls)

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
        return await self._read(item) if item else None

    async def person(self, email: str) -> Person | None:
        """Find a teammate with a seat, by e-mail address in whatever case. Raises NotHeard."""
        return await self._people.with_email(email)

    async def bin(self, owner: Person) -> Bin:
        """List somebody's open conversations, then their open tickets. Raises NotHeard."""
        keys = [str(key) async for key in self._items.open_of(owner)]
        # What moves between two pages while we read is listed once all the same.
        return Bin(tickets=tuple(dict.fromkeys(keys)))

    async def changed_since(self, at: datetime) -> tuple[Ticket, ...]:
        """List conversations, then tickets, that changed at or after an instant. Raises NotHeard.

        An instant is as good as its second. When somebody last wrote in a conversation is what
        Intercom counts, not what its parts say: they are told only where one is asked for alone.
        """
        # What moves between two pages while we read is listed once all the same.
        found = {(item.kind, item.id): item async for item in self._items.changed_since(at)}
        return tuple([await self._read(item) for item in found.values()])

    async def owners(self) -> dict[str, Person | None]:
        """List the owner of each open conversation and ticket, by its key. Raises NotHeard."""
        owned = {str(key): owner async for key, owner in self._items.open()}
        return {key: await self._people.with_id(owner) for key, owner in owned.items()}

    async def owner_changes(self, ticket: str, since: datetime) -> tuple[OwnerChange, ...]:
        """List when a ticket changed owner among its newest 500 parts. Raises NotHeard.

        An instant is as good as its second.
        """
        return await owner_changes(await self._items.read(key_of(ticket)), since, self._people)

    async def customer(self, key: str) -> Customer | None:
        """Find a customer by the id of a contact. Raises NotHeard."""
        return await self._customers.with_key(key)

    async def tickets_like(self, words: str) -> tuple[Suggestion, ...]:
        """Find open conversations and tickets by number or words of the title. Raises NotHeard.

        A number is written as people write one, with `#` or as a link.
        """
        return await self._suggestions.like(words)

    async def customers_like(self, words: str) -> tuple[Suggestion, ...]:
        """Find customers by name or e-mail address; nobody for "". Raises NotHeard."""
        return await self._customers.like(words)

    async def created(self, draft: Draft) -> Ticket | None:
        """Find a ticket among the customer's by the marker in its description. Raises NotHeard."""
        found = await self._new_tickets.written(draft)
        return await self._read(found) if found else None

    async def create(self, draft: Draft, by: Person, *, again: bool) -> Ticket | TryAgain | GiveUp:
        """Create a ticket silently; `again` first looks for it among the customer's tickets.

        Intercom creates tickets in nobody's name; `by` is who puts it where it begins.
        """
        return await outcome_of(self._create(draft, by, again=again))

    async def assign(
        self, ticket: str, owner: Person | None, by: Person, *, again: bool
    ) -> Outcome:
        """Give a ticket away, or to nobody; `again` first looks whether it is done already."""
        return await outcome_of(self._assign(ticket, owner, by, again=again))

    async def write_note(self, ticket: str, note: Note, by: Person, *, again: bool) -> Outcome:
        """Write a private note; `again` first looks for it among the newest 500 parts.

        A call that was cut off can still arrive after that look; the wait before an attempt is
        repeated is what keeps the two apart.
        """
        return await outcome_of(self._write_note(ticket, note, by, again=again))

    async def set_away(self, person: Person, *, away: bool) -> Outcome:
        """Switch somebody's away mode. Replies to what they have still come to them."""
        return await outcome_of(self._set_away(person, away=away))

    async def _read(self, item: Item) -> Ticket:
        customer = await self._customers.of(item.contacts, item.company)
        owner = await self._people.with_id(item.admin_assignee_id)
        return await self._shown(item, customer, owner)

    async def _shown(self, item: Item, customer: Customer, owner: Person | None) -> Ticket:
        return Ticket(
            key=f"{item.kind}/{item.id}",
            number=item.number,
            title=title_of(item),
            link=await self._inbox.link(item.id),
            state=state_of(item),
            customer=customer.name,
            customer_key=customer.key,
            plan=customer.plan,
            priority=priority_of(item, self._priority),
            owner=owner,
            opened=opened_of(item),
            replied=replied(item),
            customer_wrote=customer_wrote(item),
        )

    async def _create(self, draft: Draft, by: Person, *, again: bool) -> Ticket:
        of = await self._types.chosen()
        if again:
            found = await self._new_tickets.written(draft)
            if found:
                return await self._read(await self._new_tickets.begin(found, draft, of, by))
        customer = await self._customers.with_key(draft.customer)
        if customer is None:
            raise NotHeard(GiveUp(because=_GONE))
        # Asked for before the write, so that nothing can fail after it.
        await self._inbox.known()
        new = await self._new_tickets.write(draft, of)
        begun = await self._new_tickets.begin(new, draft, of, by)
        return await self._shown(begun, customer, draft.owner)

    async def _assign(self, ticket: str, owner: Person | None, by: Person, *, again: bool) -> Done:
        key = key_of(ticket)
        done = Done(link=await self._inbox.link(key.id))
        if again:
            now = (await self._items.read(key)).admin_assignee_id
            if (now == owner.id) if owner else (now in _NOBODY):
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

    async def _set_away(self, person: Person, *, away: bool) -> Done:
        await self._people.set_away(person, away=away)
        return Done()
