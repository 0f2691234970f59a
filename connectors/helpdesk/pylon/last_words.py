"""The last words on an issue: when the customer got a reply from us, and when they wrote.

The messages tell it, and they are another call for each issue. So they are not asked for where an
issue by itself tells that nothing was written but its beginning, nor where they were asked for
before and nothing has been written since.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from connectors.helpdesk.pylon.answers import Issue, IssueMessage
from connectors.helpdesk.pylon.issues import Issues
from connectors.helpdesk.pylon.keys import key_of

# Where the team itself began it, in Pylon or through a call.
_BY_THE_TEAM = "manual"
# Two messages may be of one second; younger than this, another may follow in the same.
_SETTLED = timedelta(seconds=10)
_REMEMBERED = 10_000


@dataclass(frozen=True)
class LastWords:
    """The times at which either side last wrote to the other; None for never."""

    replied: datetime | None = None
    customer_wrote: datetime | None = None


class Words:
    """Finds out, and remembers of the issues that were asked for last. Raises NotHeard."""

    def __init__(self, issues: Issues) -> None:
        self._issues = issues
        self._known: dict[str, tuple[datetime, LastWords]] = {}

    async def of(self, issue: Issue) -> LastWords:
        """Find the last words on an issue that was just read."""
        return _told(issue) or self._remembered(issue) or await self._asked(issue)

    def _remembered(self, issue: Issue) -> LastWords | None:
        latest, words = self._known.get(issue.id, (None, None))
        return words if latest == issue.latest_message_time else None

    async def _asked(self, issue: Issue) -> LastWords:
        words = _last_words(await self._issues.messages(key_of(issue.id)))
        latest = issue.latest_message_time
        self._known.pop(issue.id, None)
        if latest and latest < datetime.now(UTC) - _SETTLED:
            self._known[issue.id] = (latest, words)
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return words


def _told(issue: Issue) -> LastWords | None:
    """Tell from the issue alone that nobody has written since the customer began it."""
    latest, began = issue.latest_message_time, issue.created_at
    untouched = issue.source != _BY_THE_TEAM and not issue.number_of_touches
    if latest is None or latest != began or not untouched:
        return None
    return LastWords(customer_wrote=began)


def _last_words(messages: tuple[IssueMessage, ...]) -> LastWords:
    public = [message for message in messages if not message.is_private]
    return LastWords(replied=_last(public, _is_ours), customer_wrote=_last(public, _is_theirs))


def _last(messages: list[IssueMessage], wanted: Callable[[IssueMessage], bool]) -> datetime | None:
    times = (message.timestamp for message in messages if wanted(message))
    return max(filter(None, times), default=None)


def _is_ours(message: IssueMessage) -> bool:
    return message.author is not None and message.author.user is not None


def _is_theirs(message: IssueMessage) -> bool:
    return message.author is not None and message.author.contact is not None
