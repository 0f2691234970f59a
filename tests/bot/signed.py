"""Slack's end of signed HTTP, where a test writes every byte; and what the bot logs meanwhile."""

import json
import logging
import time
from collections.abc import AsyncIterator, MutableMapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from starlette.applications import Starlette

from bot.web import routes
from sandbox.server import serving
from sandbox.workspace.outgoing import kind_of
from sandbox.workspace.signed_http import signature
from tests.scene import Scene

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def encoded(payload: dict[str, Any]) -> tuple[bytes, str]:
    """A payload as Slack encodes its type, and the content type."""
    match kind_of(payload):
        case "events_api":
            return json.dumps(payload).encode(), JSON
        case "slash_commands":
            return urlencode(payload).encode(), FORM
        case _:
            return urlencode({"payload": json.dumps(payload)}).encode(), FORM


@asynccontextmanager
async def served(team: Scene) -> AsyncIterator[httpx.AsyncClient]:
    """A client of everything that the bot serves."""
    async with (
        serving(Starlette(routes=routes(team.bot))) as url,
        httpx.AsyncClient(base_url=url, trust_env=False) as client,
    ):
        yield client


@dataclass
class Slack:
    """Sends what it is told, signed unless told otherwise."""

    web: httpx.AsyncClient
    secret: str

    async def sends(
        self, body: bytes, content_type: str = FORM, *, at: str | None = None, **headers: str | None
    ) -> httpx.Response:
        """Deliver a body; `headers` replace Slack's own, None leaves one out."""
        stamp = str(int(time.time())) if at is None else at
        sent: dict[str, str | None] = {
            "content-type": content_type,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature(self.secret, stamp, body),
        }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = [(name.encode(), value.encode()) for name, value in sent.items() if value is not None]
        return await self.web.post("/slack/events", content=body, headers=raw)

    async def delivers(self, payload: dict[str, Any]) -> httpx.Response:
        """Deliver a payload as Slack does."""
        return await self.sends(*encoded(payload))


@dataclass
class Logs:
    """What our code and the libraries logged."""

    ours: Sequence[MutableMapping[str, Any]]
    theirs: pytest.LogCaptureFixture

    def troubles(self) -> list[str]:
        """Every error, and everything with a traceback."""
        of_ours = [
            str(entry)
            for entry in self.ours
            if entry["log_level"] in {"error", "critical"} or entry.get("exc_info")
        ]
        of_theirs = [
            record.getMessage()
            for record in self.theirs.records
            if record.levelno >= logging.ERROR or record.exc_info
        ]
        return of_ours + of_theirs
