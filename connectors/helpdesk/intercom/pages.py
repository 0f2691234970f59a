"""Searches of many pages, read one after the other."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar

from connectors.helpdesk.intercom.answers import FoundPage
from connectors.helpdesk.intercom.filters import Filter
from connectors.http.calls import Calls

_PER_PAGE = 150  # Intercom's most
Page = TypeVar("Page", bound=FoundPage)


async def pages(
    calls: Calls, path: str, answer: type[Page], query: Filter, to: str
) -> AsyncIterator[Page]:
    """Every page of what matches; `to` completes "Intercom refused to …". Raises NotHeard."""
    pagination: dict[str, Any] = {"per_page": _PER_PAGE}
    while True:
        body = {"query": query, "pagination": pagination}
        page = await calls.search(path, body, answer, to)
        yield page
        if page.following is None:
            return
        pagination = {"per_page": _PER_PAGE, "starting_after": page.following}
