"""Calls a helpdesk: one pooled client, each call in its turn, every failure one of two outcomes."""

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
from connectors.http.failures import failure_of
from connectors.http.pace import Pace
from connectors.http.quota import QuotaReport
from connectors.http.settings import HttpSettings
from rulebook.ports import NotHeard, TryAgain

log = structlog.get_logger()

_CONNECT_WITHIN = 3.0
# A write that was given up waiting for may come through a little later: look again only then.
_MAY_STILL_ARRIVE = timedelta(seconds=30)
_NOTHING_TOLD = QuotaReport()

Read = TypeVar("Read", bound=Answer)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom a connection trusts: read once, as it takes longer than many calls."""
    return httpx.create_ssl_context()


class Calls:
    """The way to a helpdesk. Close it when done."""

    def __init__(self, service: Dialect, way: HttpSettings) -> None:
        self._service = service
        self._token = way.access_token.get_secret_value()
        self._timeout = way.timeout
        self._pace = Pace(service.name, service.quotas)
        self._client = httpx.AsyncClient(
            base_url=str(way.api_url),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Accept": "application/json",
                "User-Agent": "countersign",
                **service.headers,
            },
            timeout=httpx.Timeout(way.timeout, connect=min(_CONNECT_WITHIN, way.timeout)),
            limits=httpx.Limits(max_connections=way.connections),
            verify=_trusted(),
            follow_redirects=False,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def get(self, path: str, answer: type[Read], to: str) -> Read:
        """Read something. Raises NotThere for a 404, NotHeard for every other failure."""
        return await self._call("GET", path, None, answer, to)

    async def post(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Search, or write. Raises as `get` does."""
        return await self._call("POST", path, body, answer, to)

    async def put(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Change something. Raises as `get` does."""
        return await self._call("PUT", path, body, answer, to)

    async def patch(self, path: str, body: Mapping[str, Any], answer: type[Read], to: str) -> Read:
        """Change some of something. Raises as `get` does."""
        return await self._call("PATCH", path, body, answer, to)

    async def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None, answer: type[Read], to: str
    ) -> Read:
        """Call, where `to` completes the sentence "Intercom refused to …"."""
        response = await self._in_turn(method, path, body)
        if not response.is_success:
            raise failure_of(response, to, self._service, self._token)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError:
            # The answer may hold a customer's words; they belong in no log.
            because = f"{self._service.name}'s answer could not be read."
            raise NotHeard(TryAgain(because=because)) from None

    async def _in_turn(
        self, method: str, path: str, body: Mapping[str, Any] | None
    ) -> httpx.Response:
        quota, told = self._service.quota_of(method, path), _NOTHING_TOLD
        await self._pace.turn(quota)
        try:
            response = await self._heard(method, path, body)
            told = self._service.told(response)
            return response
        finally:
            self._pace.answered(quota, told)

    async def _heard(
        self, method: str, path: str, body: Mapping[str, Any] | None
    ) -> httpx.Response:
        name = self._service.name
        started, status = time.perf_counter(), 0  # 0: not answered
        try:
            # httpx limits each read and write; this limits a call that trickles on for ever.
            async with asyncio.timeout(self._timeout):
                response = await self._client.request(method, path, json=body)
            status = response.status_code
            return response  # noqa: TRY300 (what follows is about a call that broke)
        except (TimeoutError, httpx.TimeoutException):
            because = f"{name} did not answer within {self._timeout:g} seconds."
            writes = method != "GET" and not path.endswith("/search")
            after = _MAY_STILL_ARRIVE if writes else None
        except httpx.HTTPError:
            because, after = f"The connection to {name} broke.", None
        finally:
            ms, service = 1000 * (time.perf_counter() - started), name.lower()
            log.debug("called", service=service, method=f"{method} {path}", status=status, ms=ms)
        raise NotHeard(TryAgain(because=because, after=after))
