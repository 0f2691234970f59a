"""Calls Intercom: one pooled client, a limit in time, and every failure as one of two outcomes."""

import asyncio
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypeVar

import httpx
import structlog
from pydantic import ValidationError

from connectors.helpdesk.intercom.answers import Answer
from connectors.helpdesk.intercom.refusals import failure_of
from connectors.helpdesk.intercom.settings import IntercomSettings
from rulebook.ports import NotHeard, TryAgain

log = structlog.get_logger()

VERSION = "2.16"
_CONNECT_WITHIN = 3.0
# A write that was given up waiting for may come through a little later: look again only then.
_MAY_STILL_ARRIVE = timedelta(seconds=30)

Read = TypeVar("Read", bound=Answer)


class Calls:
    """The way to Intercom. Close it when done."""

    def __init__(self, settings: IntercomSettings) -> None:
        self._token = settings.access_token.get_secret_value()
        self._timeout = settings.timeout
        self._client = httpx.AsyncClient(
            base_url=str(settings.api_url),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Intercom-Version": VERSION,
                "Accept": "application/json",
                "User-Agent": "countersign",
            },
            timeout=httpx.Timeout(settings.timeout, connect=min(_CONNECT_WITHIN, settings.timeout)),
            limits=httpx.Limits(max_connections=settings.connections),
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

    async def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None, answer: type[Read], to: str
    ) -> Read:
        """Call, where `to` completes the sentence "Intercom refused to …"."""
        response = await self._heard(method, path, body)
        if not response.is_success:
            raise failure_of(response, to, self._token)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError:
            # The answer may hold a customer's words; they belong in no log.
            raise NotHeard(TryAgain(because="Intercom's answer could not be read.")) from None

    async def _heard(
        self, method: str, path: str, body: Mapping[str, Any] | None
    ) -> httpx.Response:
        started, status = time.perf_counter(), 0  # 0: not answered
        try:
            # httpx limits each read and write; this limits a call that trickles on for ever.
            async with asyncio.timeout(self._timeout):
                response = await self._client.request(method, path, json=body)
            status = response.status_code
            return response  # noqa: TRY300 (what follows is about a call that broke)
        except (TimeoutError, httpx.TimeoutException):
            because = f"Intercom did not answer within {self._timeout:g} seconds."
            writes = method != "GET" and not path.endswith("/search")
            after = _MAY_STILL_ARRIVE if writes else None
        except httpx.HTTPError:
            because, after = "The connection to Intercom broke.", None
        finally:
            ms = 1000 * (time.perf_counter() - started)
            log.debug("called", service="intercom", method=f"{method} {path}", status=status, ms=ms)
        raise NotHeard(TryAgain(because=because, after=after))
