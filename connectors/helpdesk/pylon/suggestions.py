"""Suggestions while somebody types a ticket."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from connectors.helpdesk.number import number_of
from connectors.helpdesk.pylon.answers import Issue, IssuePage
from connectors.helpdesk.pylon.filters import containing, every
from connectors.helpdesk.pylon.issues import OPEN, Issues
from connectors.helpdesk.pylon.reading import title_of
from connectors.helpdesk.pylon.states import States
from connectors.http.calls import Calls
from connectors.http.foreign_text import one_line
from rulebook.tickets import Suggestion, ticket_number

_MOST, _PER_SEARCH, _WORDS = 20, 50, 6
# Of fewer digits there is one in so many titles that they would be of no use.
_DIGITS_IN_TITLES = 3
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _PylonWanted:
    """Typed words, as they are looked for: a number, and the words that a title has to hold."""

    number: str | None
    words: tuple[str, ...]

    def fits(self, issue: Issue) -> bool:
        title = title_of(issue).casefold()
        return self.is_number_of(issue) or all(word.casefold() in title for word in self.words)

    def is_number_of(self, issue: Issue) -> bool:
        return str(issue.number) == self.number

    def place(self, issue: Issue) -> tuple[bool, float]:
        """The number, then titles; the newest first."""
        return not self.is_number_of(issue), -(issue.created_at or _LONG_AGO).timestamp()


class PylonSuggestions:
    """Finds open issues by number or by words of their title."""

    def __init__(self, calls: Calls, issues: Issues, states: States) -> None:
        self._calls = calls
        self._issues = issues
        self._states = states

    async def like(self, typed: str) -> tuple[Suggestion, ...]:
        """Find what fits, the best first. Raises NotHeard."""
        wanted = _wanted(typed)
        numbered, titled = await asyncio.gather(self._numbered(wanted), self._titled(wanted))
        found = {issue.id: issue for issue in (*numbered, *titled) if wanted.fits(issue)}
        still_open = [one for one in found.values() if await self._states.is_open(one)]
        best = sorted(still_open, key=wanted.place)[:_MOST]
        return tuple(Suggestion(value=str(one.number), words=_shown(one)) for one in best)

    async def _numbered(self, wanted: _PylonWanted) -> tuple[Issue, ...]:
        issue = await self._issues.numbered(wanted.number) if wanted.number else None
        return (issue,) if issue else ()

    async def _titled(self, wanted: _PylonWanted) -> tuple[Issue, ...]:
        if wanted.number and not wanted.words:
            return ()
        titled = every(OPEN, *(containing("title", word) for word in wanted.words))
        body = {"filter": titled, "limit": _PER_SEARCH}
        return (
            await self._calls.search("/issues/search", body, IssuePage, "look for tickets")
        ).data


def _wanted(typed: str) -> _PylonWanted:
    number = number_of(ticket_number(typed) or "")
    if number is None:
        return _PylonWanted(None, tuple(one_line(typed).split()[:_WORDS]))
    return _PylonWanted(number, (number,) if len(number) >= _DIGITS_IN_TITLES else ())


def _shown(issue: Issue) -> str:
    return f"#{issue.number} {title_of(issue)}"
