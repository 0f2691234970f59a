"""Issues: what each question and each write comes to in calls. Everything here raises NotHeard."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from connectors.helpdesk.pylon.answers import (
    Issue,
    IssueMessage,
    OneIssue,
    PylonMessages,
    PylonReference,
    Written,
)
from connectors.helpdesk.pylon.filters import Filter, equal, every, none_of, since
from connectors.helpdesk.pylon.keys import path_of
from connectors.helpdesk.pylon.pages import found, pages
from connectors.helpdesk.pylon.states import CLOSED
from connectors.http.calls import Calls
from connectors.http.failures import NotThere
from rulebook.people import Person

OPEN = none_of("state", CLOSED)
"""What is not closed, or only in a status that a team made up."""


class Issues:
    """Reads and writes them."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def read(self, key: str) -> Issue:
        """One by its key."""
        return (await self._calls.get(path_of(key), OneIssue, "read the ticket")).data

    async def numbered(self, digits: str) -> Issue | None:
        """One by its number."""
        try:
            issue = (await self._calls.get(f"/issues/{digits}", OneIssue, "read the ticket")).data
        except NotThere:
            return None
        return issue if str(issue.number) == digits else None

    def open(self, *more: Filter) -> AsyncIterator[Issue]:
        """Every one that is not closed by Pylon's own name for it."""
        return found(self._calls, every(OPEN, *more), "list the open tickets")

    async def changed_since(self, at: datetime) -> AsyncIterator[Issue]:
        """Those that changed in the second of an instant or later."""
        second, to = at.replace(microsecond=0), "list the tickets that changed"
        async for issue in found(self._calls, since("updated_at", at), to):
            if issue.updated_at is None or issue.updated_at >= second:
                yield issue

    async def messages(self, key: str) -> tuple[IssueMessage, ...]:
        """List what was written on one, replies and notes, the oldest first."""
        path, to = f"{path_of(key)}/messages", "read the ticket's messages"
        # Without a limit Pylon describes to give all of them.
        return tuple(
            [
                message
                async for page in pages(self._calls, path, PylonMessages, to)
                for message in page.data
            ]
        )

    async def change(self, key: str, to: str, **fields: str) -> Issue:
        """Change one; `to` completes "Pylon refused to …"."""
        return (await self._calls.patch(path_of(key), fields, OneIssue, to)).data

    async def write_note(self, key: str, html: str, thread: str, by: Person) -> PylonReference:
        """Write a private note into one of its threads."""
        body: dict[str, Any] = {"body_html": html, "user_id": by.id, "thread_id": thread}
        path = f"{path_of(key)}/note"
        return (await self._calls.post(path, body, Written, "write the note")).data

    async def link_external(self, key: str, source: str, external_id: str) -> Issue:
        """Link one with an issue elsewhere."""
        body = {"source": source, "external_issue_id": external_id}
        path, to = f"{path_of(key)}/external-issues", "link the ticket"
        return (await self._calls.post(path, body, OneIssue, to)).data


def of_owner(owner: Person) -> Filter:
    """Those that somebody owns."""
    return equal("assignee_id", owner.id)
