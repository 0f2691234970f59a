"""Pylon's issues, read in the rulebook's words."""

from collections.abc import Mapping
from types import MappingProxyType

from connectors.helpdesk.note_html import ends_with, lines
from connectors.helpdesk.pylon.answers import Issue, IssueMessage
from connectors.helpdesk.pylon.fields import field
from connectors.http.foreign_text import one_line
from rulebook.people import Person
from rulebook.tickets import Priority

PRIORITIES: Mapping[Priority, str] = MappingProxyType(
    {
        Priority.LOW: "low",
        Priority.NORMAL: "medium",
        Priority.HIGH: "high",
        Priority.URGENT: "urgent",
    }
)
_OURS = MappingProxyType({theirs: ours.value for ours, theirs in PRIORITIES.items()})


def title_of(issue: Issue) -> str:
    """Its title, else the first line of what was written."""
    written = lines(issue.body_html or "")
    return one_line(issue.title or "") or next(iter(written), "(no title)")


def priority_of(issue: Issue, name: str) -> str:
    """The field of this name; "" for none."""
    priority = field(issue.custom_fields, name)
    return _OURS.get(priority.casefold(), priority)


def note_with(marker: str, messages: tuple[IssueMessage, ...], by: Person) -> IssueMessage | None:
    """The note by this author whose last line is the marker.

    The marker anywhere else is somebody quoting it.
    """
    return next((one for one in reversed(messages) if _is_theirs(one, marker, by)), None)


def _is_theirs(message: IssueMessage, marker: str, by: Person) -> bool:
    author = message.author and message.author.user
    written_by = author.id if author else None
    return (
        message.is_private and written_by == by.id and ends_with(message.message_html or "", marker)
    )
