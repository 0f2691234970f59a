"""Pylon's rate limits: calls in a minute, for each call by itself.

From the descriptions of its official SDK, usepylon 0.1.0a4, which are newer than its OpenAPI
description and more generous. What is not listed is taken to allow as little as any.
"""

import re
from types import MappingProxyType

from connectors.http.pace.quota import Quota

_PER_MINUTE = MappingProxyType(
    {
        "GET /accounts/{id}": 300,
        "POST /accounts/search": 120,
        "GET /audit-logs": 300,
        "GET /contacts/{id}": 300,
        "POST /contacts/search": 120,
        "GET /issue-statuses": 30,
        "POST /issues": 30,
        "POST /issues/search": 120,
        "GET /issues/{id}": 300,
        "PATCH /issues/{id}": 120,
        "POST /issues/{id}/external-issues": 120,
        "GET /issues/{id}/messages": 120,
        "POST /issues/{id}/note": 30,
        "GET /issues/{id}/threads": 120,
        "POST /issues/{id}/threads": 120,
        "GET /me": 300,
        "GET /teams": 300,
        "GET /users": 300,
        "PATCH /users/{id}": 120,
    }
)
_UNLISTED = 20
# The second place of a path is an id, but for the word that makes it a search.
_ID = re.compile(r"(?<=^/)([a-z-]+)/(?!search$)[^/]+")


def name_of(method: str, path: str) -> str:
    """Name what a call counts as, such as `POST /issues/{id}/note`."""
    return f"{method} " + _ID.sub(r"\1/{id}", path.partition("?")[0])


def quota(name: str) -> Quota:
    """The allowance of a call by that name."""
    return Quota(limit=_PER_MINUTE.get(name, _UNLISTED), window=60.0)
