"""Judges calls by the official description of an API; what it leaves open, each judge closes."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

Json = dict[str, Any]


@dataclass(frozen=True)
class Exchange:
    """One call and its answer, as they went over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    sent: bytes
    status: int
    answered: bytes
    query: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.status})"


class Objection(AssertionError):  # noqa: N818 (a judge's word for it)
    """The description does not allow this call, or this answer to it."""

    def __init__(self, exchange: Exchange, *reasons: str) -> None:
        super().__init__(f"{exchange}: {', '.join(sorted(reasons))}")


class OpenApiJudge(ABC):
    """Knows a description. `server` is where it says that the API is."""

    server: str
    headers: frozenset[str]  # which every call has

    def __init__(self, description: Json) -> None:
        self.description = description
        self._openapi = OpenAPI.from_dict(description, config=Config(spec_validator_cls=None))

    @abstractmethod
    def undescribed(self, sent: Json, schema: Json) -> Iterable[str]:
        """The fields of a request's body that the description does not name."""

    @abstractmethod
    def lacks(self, answered: Json, operation: Json, status: int) -> Iterable[str]:
        """What else is wrong with an answer that the description allows."""

    @abstractmethod
    def wrong_with_error(self, answered: Json) -> Iterable[str]:
        """What is wrong with a refusal; any call can be answered by one."""

    def judge(self, exchange: Exchange) -> None:
        """Raises Objection, naming the call."""
        operation = self._operation(exchange)
        self._judge_request(exchange, operation)
        if exchange.status >= 400:
            _object(exchange, self.wrong_with_error(json.loads(exchange.answered)))
        else:
            self._judge_answer(exchange, operation)

    def named(self, schema: Json) -> Iterator[str]:
        """Every field that a schema names, in whichever of its alternatives."""
        schema = self.resolved(schema)
        yield from schema.get("properties", {})
        for way in ("oneOf", "anyOf", "allOf"):
            for alternative in schema.get(way, []):
                yield from self.named(alternative)

    def resolved(self, schema: Json) -> Json:
        """What a schema refers to; itself when it refers to nothing."""
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].rpartition("/")[2]
        found: Json = self.description["components"]["schemas"][name]
        return found

    def _judge_request(self, exchange: Exchange, operation: Json) -> None:
        missing = self.headers - {name.title() for name in exchange.headers}
        _object(exchange, (f"{name} is missing" for name in missing))
        try:
            self._openapi.validate_request(self._request(exchange))
        except OpenAPIError as error:
            raise Objection(exchange, *_reasons(error)) from error
        if exchange.sent:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            unknown = self.undescribed(json.loads(exchange.sent), schema)
            _object(exchange, (f"{field} is not described" for field in unknown))

    def _judge_answer(self, exchange: Exchange, operation: Json) -> None:
        response = MockResponse(exchange.answered, exchange.status, content_type="application/json")
        try:
            self._openapi.validate_response(self._request(exchange), response)
        except OpenAPIError as error:
            raise Objection(exchange, *_reasons(error)) from error
        _object(exchange, self.lacks(json.loads(exchange.answered), operation, exchange.status))

    def _operation(self, exchange: Exchange) -> Json:
        segments = exchange.path.strip("/").split("/")
        for path, operations in self.description["paths"].items():
            pattern = path.strip("/").split("/")
            if _fits(segments, pattern) and exchange.method.lower() in operations:
                operation: Json = operations[exchange.method.lower()]
                return operation
        raise Objection(exchange, "no such call is described")

    def _request(self, exchange: Exchange) -> MockRequest:
        return MockRequest(
            self.server,
            exchange.method.lower(),
            exchange.path,
            args=dict(parse_qsl(exchange.query)),
            headers=exchange.headers,
            data=exchange.sent or None,
            content_type="application/json",
        )


def _object(exchange: Exchange, reasons: Iterable[str]) -> None:
    if found := [*reasons]:
        raise Objection(exchange, *found)


def _fits(segments: list[str], pattern: list[str]) -> bool:
    """Whether a path is of this pattern; a described word goes before a placeholder."""
    return len(segments) == len(pattern) and all(
        (place.startswith("{") and segment != "search") or segment == place
        for segment, place in zip(segments, pattern, strict=True)
    )


def _reasons(error: OpenAPIError) -> list[str]:
    """What is behind an error, which by itself says only that something is."""
    cause: Any = error.__cause__ or error
    details = getattr(cause, "schema_errors", None) or [cause]
    return [str(getattr(detail, "message", detail)) for detail in details]
