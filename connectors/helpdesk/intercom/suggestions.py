"""Suggestions while somebody types a ticket: two searches, side by side."""

import asyncio
from dataclasses import dataclass

from connectors.helpdesk.intercom.answers import (
    Conversation,
    FoundTickets,
    IntercomTicket,
    Item,
    ListedConversations,
)
from connectors.helpdesk.intercom.filters import Filter, any_of, containing, equal, every
from connectors.helpdesk.intercom.reading import title_of
from connectors.helpdesk.number import number_of
from connectors.http.calls import Calls
from connectors.http.failures import NotAccepted
from connectors.http.foreign_text import one_line
from rulebook.tickets import Suggestion, ticket_number

_MOST, _PER_SEARCH, _WORDS = 20, 50, 6
# Of fewer digits there is one in so many titles that they would crowd the number out.
_DIGITS_IN_TITLES = 3
_OPEN = equal("open", True)  # noqa: FBT003 (a filter's value)
_TO = "look for tickets"


@dataclass(frozen=True)
class _IntercomWanted:
    """Typed words, as they are looked for: a number, and the words that a title has to hold."""

    number: str | None
    words: tuple[str, ...]

    def fits(self, item: Item) -> bool:
        if self.number in {item.number, item.id}:
            return True
        title = title_of(item).casefold()
        untitled = self.number is not None and not self.words
        return not untitled and all(word.casefold() in title for word in self.words)

    def place(self, item: Item) -> tuple[int, int]:
        """A conversation's number, a ticket's, a ticket's id, then titles; the newest first."""
        place = 2 if item.id == self.number else 3
        if item.number == self.number:
            place = 0 if isinstance(item, Conversation) else 1
        return place, -(item.created_at or 0)


class IntercomSuggestions:
    """Finds open conversations and tickets by number or by words of their title."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def like(self, typed: str) -> tuple[Suggestion, ...]:
        """Find what fits, the best first. Raises NotHeard."""
        wanted = _wanted(typed)
        both = await asyncio.gather(self._conversations(wanted), self._tickets(wanted))
        items = sorted(
            (item for found in both for item in found if wanted.fits(item)), key=wanted.place
        )
        return tuple(Suggestion(value=item.number, words=_shown(item)) for item in items[:_MOST])

    async def _conversations(self, wanted: _IntercomWanted) -> tuple[Conversation, ...]:
        subjects = [containing("source.subject", word) for word in wanted.words]
        if wanted.number:
            titled = [any_of(equal("id", wanted.number), *subjects)]
        else:
            # A conversation without a subject is called by what was written in it.
            written = (containing("source.body", word) for word in wanted.words)
            titled = [any_of(*either) for either in zip(subjects, written, strict=True)]
        path, body = "/conversations/search", _asking(every(any_of(_OPEN), *titled))
        return (await self._calls.search(path, body, ListedConversations, _TO)).conversations

    async def _tickets(self, wanted: _IntercomWanted) -> tuple[IntercomTicket, ...]:
        titled = [containing("title", word) for word in wanted.words]
        if wanted.number is None:
            return await self._tickets_with(every(_OPEN, *titled))
        either = (equal("id", wanted.number), *titled)
        try:
            numbered = any_of(equal("ticket_id", wanted.number), *either)
            return await self._tickets_with(every(any_of(_OPEN), numbered))
        except NotAccepted:
            # Intercom's description does not name the number among what can be searched for.
            return await self._tickets_with(every(any_of(_OPEN), any_of(*either)))

    async def _tickets_with(self, query: Filter) -> tuple[IntercomTicket, ...]:
        page = await self._calls.search("/tickets/search", _asking(query), FoundTickets, _TO)
        return page.tickets


def _wanted(typed: str) -> _IntercomWanted:
    number = number_of(ticket_number(typed) or "")
    if number is None:
        return _IntercomWanted(None, tuple(one_line(typed).split()[:_WORDS]))
    return _IntercomWanted(number, (number,) if len(number) >= _DIGITS_IN_TITLES else ())


def _asking(query: Filter) -> dict[str, object]:
    return {"query": query, "pagination": {"per_page": _PER_SEARCH}}


def _shown(item: Item) -> str:
    company = one_line(item.company.name or "") if item.company else ""
    shown = f"#{item.number} {title_of(item)}"
    return f"{shown} · {company}" if company else shown
