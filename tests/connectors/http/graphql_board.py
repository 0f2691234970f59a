"""A made-up system that speaks GraphQL: its errors come with HTTP 200, its rate limit with 400."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from pydantic import ValidationError
from starlette.responses import JSONResponse, Response

from connectors.http.answer import Answer
from connectors.http.calls import Calls
from connectors.http.dialect import Dialect
from connectors.http.failure_reader import Failure, by_status
from connectors.http.pace.allowance import QuotaReport
from connectors.http.pace.bucket import Bucket
from connectors.http.pace.rate_limit import RateLimit
from connectors.http.settings import HttpSettings
from tests.connectors.http.canned_answers import TOKEN, Canned, served

PATH = "/graphql"
QUERY = {"query": "{ issues { title } }"}
MUTATION = {"query": "mutation { issueCreate { id } }"}
_STATUS = {
    "RATELIMITED": 429,
    "AUTHENTICATION_ERROR": 401,
    "FORBIDDEN": 403,
    "ENTITY_NOT_FOUND": 404,
    "INTERNAL_SERVER_ERROR": 500,
}
_otherwise = by_status(lambda _: "")


class Extensions(Answer):
    code: str


class GraphqlError(Answer):
    message: str
    extensions: Extensions


class GraphqlErrors(Answer):
    errors: tuple[GraphqlError, ...] = ()


class Issues(Answer):
    data: dict[str, Any]


def _failure(answer: httpx.Response) -> Failure | None:
    try:
        errors = GraphqlErrors.model_validate_json(answer.content).errors
    except ValidationError:
        errors = ()
    if not errors:
        return _otherwise(answer)
    code = errors[0].extensions.code
    return Failure(_STATUS.get(code, 400), errors[0].message, code)


def _told(answer: httpx.Response) -> QuotaReport:
    pause = answer.headers.get("X-Pause")
    return QuotaReport(pause=pause and float(pause))


BOARD = Dialect(
    name="Board",
    token_setting="BOARD_API_KEY",
    url_setting="BOARD_API_URL",
    headers={},
    failure=_failure,
    ticket=re.compile("/issues/"),
    quota_of=lambda _method, _path: "",
    quotas=lambda _name: Bucket(RateLimit(per_minute=600, at_once=100)),
    told=_told,
)


def error(code: str, message: str = "No.", status: int = 200, **headers: str) -> Response:
    errors = [{"message": message, "extensions": {"code": code}}]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JSONResponse({"data": None, "errors": errors}, status, named)


@asynccontextmanager
async def board(waits: float = 5.0) -> AsyncIterator[tuple[Canned, Calls]]:
    async with served() as (server, url):
        given = {"access_token": TOKEN, "api_url": url, "timeout": waits}
        calls = Calls(BOARD, HttpSettings.model_validate(given))
        try:
            yield server, calls
        finally:
            await calls.aclose()
