"""Intercom as a test puts it down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from connectors.helpdesk.intercom import Intercom, IntercomSettings
from tests.connectors.http.canned_answers import TOKEN, Canned, served

__all__ = ["TOKEN", "Canned", "canned"]


@asynccontextmanager
async def canned(**settings: object) -> AsyncIterator[tuple[Canned, Intercom]]:
    async with served() as (answers, url):
        given: dict[str, object] = {"access_token": TOKEN, "api_url": url, **settings}
        intercom = Intercom(IntercomSettings.model_validate(given))
        try:
            yield answers, intercom
        finally:
            await intercom.aclose()
