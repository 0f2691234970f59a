"""Calls a system outside: one pooled client, each in its turn, every failure of two outcomes."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

import httpx
import structlog
from pydantic import ValidationError

from connectors.http.answer import Answer
from connectors.http.dialect import Dialect
from connectors.http.failures import not_heard
from connectors.http.http_call import HttpCall
from connectors.http.pace.pace import Pace
from connectors.http.settings import HttpSettings
from rulebook.ports import NotHeard, TryAgain

log = structlog.get_logger()

_CONNECT_WITHIN = 3.0
# A write that was given up waiting for may come through a little later: look again only then.
_MAY_STILL_ARRIVE = timedelta(seconds=30)

Read = TypeVar("Read", bound=Answer)


@cache
def _trusted() -> ssl.SSLContext:
    """Read once whom a connection trusts, as it takes longer than many calls."""
    return httpx.create_ssl_context()


class Calls:
    """The way to a system outside. Close it when done.

    `to` completes the sentence "Intercom refused to …".
    """

    def __init__(self, dialect: Dialect, settings: HttpSettings) -> None:
        self._dialect = dialect
        self._token = settings.access_token.get_secret_value()
        self._timeout = settings.timeout
        self._pace = Pace(dialect.name, dialect.quotas)
        self._client = httpx.AsyncClient(
            base_url=str(settings.api_url),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Accept": "application/json",
                "User-Agent": "countersign",
                **dialect.headers,
            },
            timeout=httpx.Timeout(settings.timeout, connect=min(_CONNECT_WITHIN, settings.timeout)),
            limits=httpx.Limits(max_connections=settings.connections),
            verify=_trusted(),
            follow_redirects=False,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def get(self, path: str, answer: type[Read], to: str) -> Read:
        """Read something. Raises NotThere for a 404, NotHeard for every other failure."""
        return await self._call(HttpCall("GET", path, to), answer)

    async def search(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Read by a POST: a search, a query. Raises as `get` does."""
        return await self._call(HttpCall("POST", path, to, body), answer)

    async def post(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Write something new. Raises as `get` does."""
        return await self._call(HttpCall("POST", path, to, body, writes=True), answer)

    async def put(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Change something. Raises as `get` does."""
        return await self._call(HttpCall("PUT", path, to, body, writes=True), answer)

    async def patch(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Change some of something. Raises as `get` does."""
        return await self._call(HttpCall("PATCH", path, to, body, writes=True), answer)

    async def _call(self, call: HttpCall, answer: type[Read]) -> Read:
        async with self._pace.turn(self._dialect.quota_of(call.method, call.path)) as turn:
            response = await self._heard(call)
            turn.told = self._dialect.told(response)
        if failure := self._dialect.failure(response):
            raise not_heard(failure, call, self._dialect, self._token, turn.told.pause)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError:
            # The answer may hold a customer's words; they belong in no log.
            because = f"{self._dialect.name}'s answer could not be read."
            raise NotHeard(TryAgain(because=because)) from None

    async def _heard(self, call: HttpCall) -> httpx.Response:
        name, method, path = self._dialect.name, call.method, call.path
        started, status = time.perf_counter(), 0  # 0: not answered
        try:
            # httpx limits each read and write; this limits a call that trickles on for ever.
            async with asyncio.timeout(self._timeout):
                response = await self._client.request(method, path, json=call.body)
            status = response.status_code
            return response  # noqa: TRY300 (what follows is about a call that broke)
        except (TimeoutError, httpx.TimeoutException):
            because = f"{name} did not answer within {self._timeout:g} seconds."
            after = _MAY_STILL_ARRIVE if call.writes else None
        except httpx.HTTPError:
            because, after = f"The connection to {name} broke.", None
        finally:
            ms, service = 1000 * (time.perf_counter() - started), name.lower()
            log.debug("called", service=service, method=f"{method} {path}", status=status, ms=ms)
        raise NotHeard(TryAgain(because=because, after=after))
