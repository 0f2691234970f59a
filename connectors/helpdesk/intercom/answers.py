"""Intercom's answers, version 2.16, as far as we read them; the rest is passed over.

Intercom writes some ids as numbers and leaves fields out or null where its description promises
them, so ids are read from both and only what nothing works without is demanded.
"""

from typing import Any, ClassVar

from pydantic import AliasChoices, Field

from connectors.http.answer import Answer


class Admin(Answer):
    """A teammate."""

    id: str
    name: str | None = None
    email: str | None = None
    has_inbox_seat: bool = True


class Admins(Answer):
    """Every teammate."""

    admins: tuple[Admin, ...]


class App(Answer):
    """A workspace."""

    id_code: str
    region: str = "US"


class IntercomMe(Answer):
    """The owner of the token."""

    app: App


class CompanyPlan(Answer):
    """The plan that a company pays for; without one, an empty object."""

    name: str | None = None


class Company(Answer):
    """A customer's company."""

    id: str
    name: str | None = None
    plan: CompanyPlan | None = None
    custom_attributes: dict[str, Any] | None = None


class IntercomReference(Answer):
    """Something named by its id."""

    id: str


class CompanyReferences(Answer):
    """The companies of a contact."""

    data: tuple[IntercomReference, ...] = ()


class IntercomContact(Answer):
    """A customer."""

    id: str
    name: str | None = None
    email: str | None = None
    custom_attributes: dict[str, Any] | None = None
    companies: CompanyReferences | None = None


class ContactReferences(Answer):
    """The customers in a conversation or ticket."""

    contacts: tuple[IntercomReference, ...] = ()


class IntercomAuthor(Answer):
    """The author of a part, an admin, bot, team or customer; at times Intercom tells nobody."""

    type: str | None = None
    id: str | None = None
    email: str | None = None
    from_ai_agent: bool | None = None
    is_ai_answer: bool | None = None


class Assignee(Answer):
    """The admin or the team that a part assigned something to."""

    type: str | None = None
    id: str | None = None


class Part(Answer):
    """One thing that happened: a note, a comment, an assignment and more. `body` is HTML.

    `created_at` is in seconds since 1970.
    """

    id: str
    part_type: str | None = None
    body: str | None = None
    author: IntercomAuthor | None = None
    assigned_to: Assignee | None = None
    created_at: int | None = None


class ConversationParts(Answer):
    """At most 500, the newest, of `total_count`."""

    conversation_parts: tuple[Part, ...] = ()
    total_count: int | None = None


class TicketParts(Answer):
    """At most 500."""

    ticket_parts: tuple[Part, ...] = ()


class Source(Answer):
    """The beginning of a conversation. `subject` and `body` may be HTML."""

    subject: str | None = None
    body: str | None = None
    author: IntercomAuthor | None = None


class Statistics(Answer):
    """The times of the last part by either side, in seconds since 1970."""

    last_admin_reply_at: int | None = None
    last_contact_reply_at: int | None = None


class Item(Answer):
    """A conversation or a ticket, as far as they are alike. `id` is for calls.

    `created_at` and `updated_at` are in seconds since 1970.
    """

    kind: ClassVar[str]

    id: str
    created_at: int | None = None
    updated_at: int | None = None
    admin_assignee_id: str | None = None
    contacts: ContactReferences | None = None
    company: Company | None = None

    @property
    def number(self) -> str:
        """The number by which people call it."""
        return self.id

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that happened to it, as far as it is told; at most the 500 newest parts."""
        return ()


class Conversation(Item):
    """A conversation, with its parts where it was asked for by id."""

    kind = "conversation"

    state: str
    title: str | None = None
    source: Source | None = None
    priority: str | None = None
    custom_attributes: dict[str, Any] | None = None
    statistics: Statistics | None = None
    conversation_parts: ConversationParts | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that happened to it, as far as it is told."""
        return self.conversation_parts.conversation_parts if self.conversation_parts else ()


class IntercomTicketState(Answer):
    """The state of a ticket, as one of four categories."""

    id: str | None = None
    category: str | None = None


class TicketStates(Answer):
    """The states of a ticket type."""

    data: tuple[IntercomTicketState, ...] = ()


class TicketTypeAttribute(Answer):
    """Something that a team writes down with its tickets."""

    name: str
    data_type: str | None = None
    archived: bool = False
    input_options: dict[str, Any] | None = None


class TicketTypeAttributes(Answer):
    """The attributes of a type; Intercom describes the field by another name than it answers."""

    data: tuple[TicketTypeAttribute, ...] = Field(
        default=(), validation_alias=AliasChoices("data", "ticket_type_attributes")
    )


class TicketType(Answer):
    """A type of tickets. `category` is Customer, Back-office or Tracker."""

    id: str
    name: str | None = None
    category: str | None = None
    archived: bool = False
    ticket_type_attributes: TicketTypeAttributes | None = None
    ticket_states: TicketStates | None = None

    @property
    def attributes(self) -> tuple[TicketTypeAttribute, ...]:
        """The attributes that are written down with its tickets."""
        return self.ticket_type_attributes.data if self.ticket_type_attributes else ()

    @property
    def states(self) -> tuple[IntercomTicketState, ...]:
        """The states in which its tickets can be."""
        return self.ticket_states.data if self.ticket_states else ()


class TicketTypes(Answer):
    """Every ticket type."""

    data: tuple[TicketType, ...]


class IntercomTicket(Item):
    """A ticket. `ticket_id` is the number people see; no call takes it."""

    kind = "ticket"

    ticket_id: str
    open: bool
    snoozed_until: int | None = None
    ticket_attributes: dict[str, Any] | None = None
    ticket_state: IntercomTicketState | None = None
    ticket_parts: TicketParts | None = None

    @property
    def number(self) -> str:
        """The number by which people call it."""
        return self.ticket_id

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that happened to it, as far as it is told."""
        return self.ticket_parts.ticket_parts if self.ticket_parts else ()


class IntercomCursor(Answer):
    """The place where the next page begins."""

    starting_after: str | None = None


class Pages(Answer):
    """The place of a page in a search."""

    next: IntercomCursor | None = None


class FoundPage(Answer):
    """One page of a search."""

    pages: Pages | None = None

    @property
    def following(self) -> str | None:
        """The cursor of the next page; None after the last."""
        return self.pages.next.starting_after if self.pages and self.pages.next else None


class Owned(Answer):
    """A conversation or a ticket as far as whose it is."""

    id: str
    admin_assignee_id: str | None = None


class OwnedConversations(FoundPage):
    """One page of conversations, as far as whose they are."""

    conversations: tuple[Owned, ...]


class OwnedTickets(FoundPage):
    """One page of tickets, as far as whose they are."""

    tickets: tuple[Owned, ...]


class ListedConversations(FoundPage):
    """One page of conversations, each with all that is told of it in a list."""

    conversations: tuple[Conversation, ...]


class FoundContacts(FoundPage):
    """One page of customers."""

    data: tuple[IntercomContact, ...]


class FoundTickets(FoundPage):
    """One page of tickets."""

    tickets: tuple[IntercomTicket, ...]


class Error(Answer):
    """One reason of a refusal."""

    code: str
    message: str | None = None


class Errors(Answer):
    """A refusal: `error.list`."""

    errors: tuple[Error, ...]
