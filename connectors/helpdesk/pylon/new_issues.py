"""Creates issues of which no customer hears, and finds again what was created."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from connectors.helpdesk.note_html import described, ends_with
from connectors.helpdesk.outcome import looked_for_later
from connectors.helpdesk.pylon.answers import Issue, OneIssue
from connectors.helpdesk.pylon.customers import account_in
from connectors.helpdesk.pylon.filters import containing, equal, every
from connectors.helpdesk.pylon.issues import Issues
from connectors.helpdesk.pylon.keys import key_of
from connectors.helpdesk.pylon.pages import found
from connectors.helpdesk.pylon.reading import PRIORITIES
from connectors.http.calls import Calls
from connectors.http.foreign_text import one_line
from rulebook.people import Person
from rulebook.ports import NotHeard
from rulebook.tickets import Draft, Status

_BEGINS = "new"
_STATES: Mapping[Status, str] = MappingProxyType(
    {
        Status.SUBMITTED: _BEGINS,
        Status.IN_PROGRESS: "waiting_on_you",
        Status.WAITING: "waiting_on_customer",
    }
)
_SILENT = {"destination_metadata": {"destination": "internal"}}  # or the customer gets it


class NewIssues:
    """Writes drafts down."""

    def __init__(self, calls: Calls, issues: Issues) -> None:
        self._calls = calls
        self._issues = issues

    async def write(self, draft: Draft, by: Person) -> Issue:
        """Create the issue, whose beginning is a note by who decided. Raises NotHeard."""
        body: dict[str, Any] = {
            "title": one_line(draft.title),
            "body_html": described(draft.description, draft.marker),
            "assignee_id": draft.owner.id,
            "priority": PRIORITIES[draft.priority],
            "user_id": by.id,
        }
        body |= dict([_customer(draft)]) | _SILENT
        try:
            return (await self._calls.post("/issues", body, OneIssue, "create the ticket")).data
        except NotHeard as missed:
            raise looked_for_later(missed) from None

    async def written(self, draft: Draft) -> Issue | None:
        """The issue that an earlier attempt created: the customer's, with our marker at its end.

        Bodies can be searched for words, but not for how they end. Raises NotHeard.
        """
        # A single word, as nobody knows how Pylon keeps what stands between two.
        word = max(one_line(draft.marker).split(), key=len)
        wanted = every(equal(*_customer(draft)), containing("body_html", word))
        async for issue in found(self._calls, wanted, "look for the ticket"):
            if ends_with(issue.body_html or "", draft.marker):
                return issue
        return None

    async def begin(self, issue: Issue, draft: Draft) -> Issue:
        """Put an issue that is still as it was created where the draft says it begins.

        When this call fails the issue is there all the same, and stays where Pylon put it.
        """
        state = _STATES[draft.status]
        if issue.state != _BEGINS or state == _BEGINS:
            return issue
        try:
            to = "put the ticket into its state"
            return await self._issues.change(key_of(issue.id), to, state=state)
        except NotHeard:
            return issue


def _customer(draft: Draft) -> tuple[str, str]:
    account_id = account_in(draft.customer)
    return ("account_id", account_id) if account_id else ("requester_id", draft.customer)
