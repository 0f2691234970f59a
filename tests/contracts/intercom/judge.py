"""Judges calls by Intercom's official description, version 2.16.

The description leaves more open than Intercom does: it demands almost no field and closes no
object. So beyond its schemas a request may hold only fields that the description names, and an
answer must hold what every one of its official examples shows.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse
from openapi_schema_validator import OAS30Validator

Json = dict[str, Any]
_NOT_ALWAYS = {"snoozed_until"}  # its one example happens to be snoozed
_SERVER = "https://api.intercom.io"


@dataclass(frozen=True)
class Exchange:
    """One call and its answer, as they went over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    sent: bytes
    status: int
    answered: bytes

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.status})"


class Objection(AssertionError):  # noqa: N818 (a judge's word for it)
    """The description does not allow this call, or this answer to it."""

    def __init__(self, exchange: Exchange, *reasons: str) -> None:
        super().__init__(f"{exchange}: {', '.join(sorted(reasons))}")


class Judge:
    def __init__(self, description: Json) -> None:
        self._description = _meant(description)
        self._openapi = OpenAPI.from_dict(self._description, config=Config(spec_validator_cls=None))
        self._error = OAS30Validator(self._description["components"]["schemas"]["error"])

    def judge(self, exchange: Exchange) -> None:
        """Raises Objection, naming the call."""
        operation = self._operation(exchange)
        self._judge_request(exchange, operation)
        if exchange.status >= 400:
            # Intercom answers any call with any of its errors, and describes only some.
            self._judge_error(exchange)
        else:
            self._judge_answer(exchange, operation)

    def _judge_request(self, exchange: Exchange, operation: Json) -> None:
        headers = {"Intercom-Version", "Authorization"} - {
            name.title() for name in exchange.headers
        }
        if headers:
            raise Objection(exchange, *(f"{name} is missing" for name in headers))
        try:
            self._openapi.validate_request(_request(exchange))
        except OpenAPIError as error:
            raise Objection(exchange, *_reasons(error)) from error
        if exchange.sent:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            unknown = set(json.loads(exchange.sent)) - set(self._named(schema))
            if unknown:
                raise Objection(exchange, *(f"{field} is not described" for field in unknown))

    def _judge_answer(self, exchange: Exchange, operation: Json) -> None:
        response = MockResponse(exchange.answered, exchange.status, content_type="application/json")
        try:
            self._openapi.validate_response(_request(exchange), response)
        except OpenAPIError as error:
            raise Objection(exchange, *_reasons(error)) from error
        described = operation["responses"][str(exchange.status)]
        content = described["content"]["application/json"]
        shown = [
            {field for field, value in example["value"].items() if value is not None}
            for example in content.get("examples", {}).values()
        ]
        always = set.intersection(*shown) if shown else set()
        owed = always & set(self._named(content["schema"])) - _NOT_ALWAYS
        missing = owed - set(json.loads(exchange.answered))
        if missing:
            raise Objection(exchange, *(f"{field} is missing" for field in missing))

    def _judge_error(self, exchange: Exchange) -> None:
        problems = [
            error.message for error in self._error.iter_errors(json.loads(exchange.answered))
        ]
        if problems:
            raise Objection(exchange, *problems)

    def _operation(self, exchange: Exchange) -> Json:
        segments = exchange.path.strip("/").split("/")
        for path, operations in self._description["paths"].items():
            pattern = path.strip("/").split("/")
            if _fits(segments, pattern) and exchange.method.lower() in operations:
                operation: Json = operations[exchange.method.lower()]
                return operation
        raise Objection(exchange, "no such call is described")

    def _named(self, schema: Json) -> Iterator[str]:
        """Every field that a schema names, in whichever of its alternatives."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            yield from self._named(self._description["components"]["schemas"][name])
        yield from schema.get("properties", {})
        for way in ("oneOf", "anyOf", "allOf"):
            for alternative in schema.get(way, []):
                yield from self._named(alternative)


def _fits(segments: list[str], pattern: list[str]) -> bool:
    """Whether a path is of this pattern; a described word goes before a placeholder."""
    return len(segments) == len(pattern) and all(
        (place.startswith("{") and segment != "search") or segment == place
        for segment, place in zip(segments, pattern, strict=True)
    )


def _request(exchange: Exchange) -> MockRequest:
    return MockRequest(
        _SERVER,
        exchange.method.lower(),
        exchange.path,
        headers=exchange.headers,
        data=exchange.sent or None,
        content_type="application/json",
    )


def _reasons(error: OpenAPIError) -> list[str]:
    """What is behind an error, which by itself says only that something is."""
    cause: Any = error.__cause__ or error
    details = getattr(cause, "schema_errors", None) or [cause]
    return [str(getattr(detail, "message", detail)) for detail in details]


def _meant(description: Any) -> Any:
    """The description with `nullable` where it stands beside a reference.

    OpenAPI 3.0 ignores it there; Intercom means it, as its own examples show.
    """
    match description:
        case {"$ref": reference, "nullable": True}:
            return {"anyOf": [{"$ref": reference}, {"enum": [None], "nullable": True}]}
        case dict():
            return {name: _meant(value) for name, value in description.items()}
        case list():
            return [_meant(value) for value in description]
        case _:
            return description
