"""The helpdesk port over Pylon's API."""

from collections.abc import AsyncIterator
from datetime import datetime

from connectors.helpdesk.note_html import written
from connectors.helpdesk.number import number_of
from connectors.helpdesk.outcome import outcome_of
from connectors.helpdesk.pylon.answers import Issue
from connectors.helpdesk.pylon.customers import PylonCustomers
from connectors.helpdesk.pylon.dialect import PYLON
from connectors.helpdesk.pylon.issues import Issues, of_owner
from connectors.helpdesk.pylon.keys import key_of
from connectors.helpdesk.pylon.last_words import Words
from connectors.helpdesk.pylon.new_issues import NewIssues
from connectors.helpdesk.pylon.owner_changes import AuditLog
from connectors.helpdesk.pylon.people import PylonPeople
from connectors.helpdesk.pylon.reading import note_with, priority_of, title_of
from connectors.helpdesk.pylon.settings import PylonSettings
from connectors.helpdesk.pylon.sla_deadlines import Deadlines
from connectors.helpdesk.pylon.states import STANDARD, States
from connectors.helpdesk.pylon.suggestions import PylonSuggestions
from connectors.helpdesk.pylon.threads import ours
from connectors.http.cache import Cache
from connectors.http.calls import Calls
from rulebook.notes import Note
from rulebook.people import Person
from rulebook.ports import Done, GiveUp, NotHeard, Outcome, TryAgain
from rulebook.tickets import Bin, Customer, Draft, OwnerChange, Suggestion, Ticket, TicketState

_GONE = "This customer is not in Pylon, or no longer. Choose the customer again."
_DAY = 86_400.0  # seconds; where an issue is shown never changes


class Pylon:
    """Pylon, as `rulebook.ports.Helpdesk`. Close it when done.

    A ticket is one of Pylon's issues, of whichever type.
    """

    name = PYLON.name

    def __init__(self, settings: PylonSettings) -> None:
        self._calls = Calls(PYLON, settings)
        self._issues = Issues(self._calls)
        self._people = PylonPeople(self._calls, settings.people_kept)
        self._customers = PylonCustomers(self._calls, settings.plan, settings.people_kept)
        self._states = States(self._calls, settings.people_kept)
        self._deadlines = Deadlines(self._calls, settings.people_kept)
        self._words = Words(self._issues)
        self._log = AuditLog(self._calls, self._people)
        self._new_issues = NewIssues(self._calls, self._issues)
        self._suggestions = PylonSuggestions(self._calls, self._issues, self._states)
        self._links = Cache[str](_DAY)
        self._priority = settings.priority

    async def aclose(self) -> None:
        """Close the connections."""
        await self._calls.aclose()

    async def hello(self) -> None:
        """Ask whose access token this is. Raises NotHeard."""
        await self._people.hello()

    async def ticket(self, number: str) -> Ticket | None:
        """Find an issue by its number. Raises NotHeard."""
        digits = number_of(number)
        issue = await self._issues.numbered(digits) if digits else None
        return await self._read(issue) if issue else None

    async def person(self, email: str) -> Person | None:
        """Find a teammate by e-mail address in whatever case. Raises NotHeard."""
        return await self._people.with_email(email)

    async def bin(self, owner: Person) -> Bin:
        """List somebody's open issues. Raises NotHeard."""
        open_ones = self._open(self._issues.open(of_owner(owner)))
        # What moves between two pages while we read is listed once all the same.
        return Bin(tickets=tuple(dict.fromkeys([key_of(issue.id) async for issue in open_ones])))

    async def changed_since(self, at: datetime) -> tuple[Ticket, ...]:
        """List issues that changed at or after an instant. Raises NotHeard.

        An instant is as good as its second. When somebody last wrote is as exact as for one issue.
        """
        # What moves between two pages while we read is listed once all the same.
        found = {issue.id: issue async for issue in self._issues.changed_since(at)}
        return tuple([await self._read(issue) for issue in found.values()])

    async def owners(self) -> dict[str, Person | None]:
        """List the owner of each open issue, by its key. Raises NotHeard."""
        found = {issue.id: issue async for issue in self._open(self._issues.open())}
        return {key_of(issue.id): await self._owner(issue) for issue in found.values()}

    async def owner_changes(self, ticket: str, since: datetime) -> tuple[OwnerChange, ...] | None:
        """List when an issue changed owner; None without an audit log. Raises NotHeard.

        An instant is as good as its second. What was done by a call is done by nobody.
        """
        return await self._log.owner_changes(ticket, since)

    async def customer(self, key: str) -> Customer | None:
        """Find a customer by the id of a contact, or by `account/<id>`. Raises NotHeard."""
        return await self._customers.with_key(key)

    async def tickets_like(self, words: str) -> tuple[Suggestion, ...]:
        """Find open issues by number or words of the title. Raises NotHeard.

        A number is written as people write one, with `#` or as a link.
        """
        return await self._suggestions.like(words)

    async def customers_like(self, words: str) -> tuple[Suggestion, ...]:
        """Find contacts by name or e-mail address, and accounts by name; nobody for "".

        Raises NotHeard.
        """
        return await self._customers.like(words)

    async def created(self, draft: Draft) -> Ticket | None:
        """Find an issue among the customer's by the marker in its body. Raises NotHeard."""
        found = await self._new_issues.written(draft)
        return await self._read(found) if found else None

    async def create(self, draft: Draft, by: Person, *, again: bool) -> Ticket | TryAgain | GiveUp:
        """Create an issue silently; `again` first looks for it among the customer's."""
        return await outcome_of(self._create(draft, by, again=again))

    async def assign(
        self, ticket: str, owner: Person | None, by: Person, *, again: bool
    ) -> Outcome:
        """Give an issue away, or to nobody; `again` first looks whether it is done already.

        Pylon knows no author of that but the access token's user.
        """
        return await outcome_of(self._assign(ticket, owner, again=again))

    async def write_note(self, ticket: str, note: Note, by: Person, *, again: bool) -> Outcome:
        """Write a private note into our thread; `again` first looks for it everywhere.

        A call that was cut off can still arrive after that look; the wait before an attempt is
        repeated is what keeps the two apart.
        """
        return await outcome_of(self._write_note(ticket, note, by, again=again))

    async def set_away(self, person: Person, *, away: bool) -> Outcome:
        """Say whether somebody is away. What they have already stays theirs."""
        return await outcome_of(self._set_away(person, away=away))

    async def link_external(self, ticket: str, source: str, external_id: str) -> Outcome:
        """Link an issue with one elsewhere, such as `linear`; once is as good as twice."""
        return await outcome_of(self._link_external(ticket, source, external_id))

    async def _open(self, issues: AsyncIterator[Issue]) -> AsyncIterator[Issue]:
        async for issue in issues:
            if await self._states.is_open(issue):
                yield issue

    async def _owner(self, issue: Issue) -> Person | None:
        return await self._people.with_id(issue.assignee.id) if issue.assignee else None

    async def _read(self, issue: Issue) -> Ticket:
        customer, words = await self._customers.of(issue), await self._words.of(issue)
        state = await self._states.of(issue)
        deadlines = () if state is TicketState.CLOSED else await self._deadlines.of(issue)
        shown = self._shown(issue, state, customer, await self._owner(issue))
        more = {
            "replied": words.replied,
            "customer_wrote": words.customer_wrote,
            "deadlines": deadlines,
        }
        return shown.model_copy(update=more)

    def _shown(
        self, issue: Issue, state: TicketState, customer: Customer, owner: Person | None
    ) -> Ticket:
        key = key_of(issue.id)
        self._links.keep(key, issue.link)
        return Ticket(
            key=key,
            number=str(issue.number),
            title=title_of(issue),
            link=issue.link or "",
            state=state,
            customer=customer.name,
            customer_key=customer.key,
            plan=customer.plan,
            priority=priority_of(issue, self._priority),
            owner=owner,
            opened=issue.created_at,
        )

    async def _create(self, draft: Draft, by: Person, *, again: bool) -> Ticket:
        if again:
            found = await self._new_issues.written(draft)
            if found:
                return await self._read(await self._new_issues.begin(found, draft))
        customer = await self._customers.with_key(draft.customer)
        if customer is None:
            raise NotHeard(GiveUp(because=_GONE))
        new = await self._new_issues.write(draft, by)
        begun = await self._new_issues.begin(new, draft)
        # Nothing more is asked, so that nothing can fail after the write: its SLA shows later.
        return self._shown(
            begun, STANDARD.get(begun.state, TicketState.OPEN), customer, draft.owner
        )

    async def _assign(self, ticket: str, owner: Person | None, *, again: bool) -> Done:
        wanted = owner.id if owner else ""
        if again:
            issue = await self._issues.read(ticket)
            if (issue.assignee.id if issue.assignee else "") == wanted:
                return Done(link=issue.link or "")
        changed = await self._issues.change(ticket, "reassign the ticket", assignee_id=wanted)
        return Done(link=changed.link or "")

    async def _write_note(self, ticket: str, note: Note, by: Person, *, again: bool) -> Done:
        # Asked for before the write, so that nothing can fail after it.
        link = await self._links.find(ticket, self._link) or ""
        if again:
            found = note_with(note.marker, await self._issues.messages(ticket), by)
            if found:
                return Done(reference=found.id, link=link)
        thread = await ours(self._calls, ticket)
        new = await self._issues.write_note(ticket, written(note), thread, by)
        return Done(reference=new.id, link=link)

    async def _set_away(self, person: Person, *, away: bool) -> Done:
        await self._people.set_away(person, away=away)
        return Done()

    async def _link_external(self, ticket: str, source: str, external_id: str) -> Done:
        linked = await self._issues.link_external(ticket, source, external_id)
        return Done(link=linked.link or "")

    async def _link(self, ticket: str) -> str | None:
        return (await self._issues.read(ticket)).link
