"""Lists of many pages, read one after the other."""

from collections.abc import AsyncIterator
from typing import TypeVar
from urllib.parse import urlencode

from connectors.helpdesk.pylon.answers import Issue, IssuePage, PylonPage
from connectors.helpdesk.pylon.filters import Filter
from connectors.http.calls import Calls

_PER_PAGE = 100  # what Pylon gives by itself
Read = TypeVar("Read", bound=PylonPage)


async def found(calls: Calls, wanted: Filter, to: str) -> AsyncIterator[Issue]:
    """Every issue that passes; `to` completes "Pylon refused to …". Raises NotHeard."""
    cursor: dict[str, str] = {}
    while True:
        body = {"filter": wanted, "limit": _PER_PAGE} | cursor
        page = await calls.search("/issues/search", body, IssuePage, to)
        for issue in page.data:
            yield issue
        if page.following is None:
            return
        cursor = {"cursor": page.following}


async def pages(
    calls: Calls, path: str, answer: type[Read], to: str, **query: int
) -> AsyncIterator[Read]:
    """Every page of what is read under a path. Raises NotHeard."""
    asked: dict[str, int | str] = dict(query)
    while True:
        page = await calls.get(f"{path}?{urlencode(asked)}" if asked else path, answer, to)
        yield page
        if page.following is None:
            return
        asked["cursor"] = page.following
