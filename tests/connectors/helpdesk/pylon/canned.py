"""Pylon as a test puts it down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.responses import JSONResponse, Response

from connectors.helpdesk.pylon import Pylon, PylonSettings
from rulebook.tickets import Ticket
from tests.connectors.http.canned_answers import TOKEN, Canned, served

__all__ = ["TOKEN", "Canned", "canned", "data", "issue", "read"]

BARE: dict[str, object] = {
    "id": "i1",
    "number": 4711,
    "state": "new",
    "title": "Export fails",
    "link": "https://app.usepylon.com/issues?issueNumber=4711",
    "source": "email",
    "created_at": "2026-03-02T15:00:00Z",
    "updated_at": "2026-03-02T15:00:00Z",
    "latest_message_time": "2026-03-02T15:00:00Z",
}


def data(answer: object, **more: object) -> Response:
    return JSONResponse({"data": answer, "request_id": "r", **more})


def issue(**more: object) -> dict[str, object]:
    return BARE | more


@asynccontextmanager
async def canned(**settings: object) -> AsyncIterator[tuple[Canned, Pylon]]:
    async with served() as (answers, url):
        given: dict[str, object] = {"access_token": TOKEN, "api_url": url, **settings}
        pylon = Pylon(PylonSettings.model_validate(given))
        try:
            yield answers, pylon
        finally:
            await pylon.aclose()


async def read(server: Canned, pylon: Pylon, **more: object) -> Ticket:
    """The ticket that such an issue is."""
    server.answers["/issues/4711"] = data(issue(**more))
    ticket = await pylon.ticket("4711")
    assert ticket is not None
    return ticket
