"""The arguments of one call, from a form, a query string or a JSON body."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal, refused_with


class Arguments:
    """Arguments that were passed, read as the type that a method expects."""

    def __init__(self, values: Json) -> None:
        self.values = {key: value for key, value in values.items() if value is not None}

    def text(self, name: str) -> str | None:
        """Return an argument as text, or None when it is absent or empty."""
        value = self.values.get(name)
        if isinstance(value, (dict, list)):
            raise refused_with("invalid_arguments", [f"{name} must be a string"])
        return None if value in {None, ""} else str(value)

    def needed(self, name: str) -> str:
        """Return an argument that was checked to be there."""
        return self.text(name) or ""

    def require(self, names: tuple[str, ...]) -> None:
        """Refuse with invalid_arguments unless all of these were passed."""
        missing = [f"missing required field: {name}" for name in names if name not in self.values]
        if missing:
            raise refused_with("invalid_arguments", missing)

    def flag(self, name: str) -> bool:
        """Return an argument as yes or no."""
        return str(self.values.get(name, "")).casefold() in {"1", "true"}

    def number(self, name: str, default: int) -> int:
        """Return an argument as a whole number."""
        value = self.text(name)
        try:
            return int(value) if value is not None else default
        except ValueError:
            raise refused_with("invalid_arguments", [f"{name} must be a number"]) from None

    def structure(self, name: str, malformed: str) -> Any:  # noqa: ANN401 (any JSON)
        """Return an argument that is JSON, also when it comes as text; None when absent.

        Raises Refused with the code `malformed` when the text is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackRefusal(malformed) from None


async def read(request: Request, *, reads_json: bool) -> tuple[Arguments, str | None]:
    """Read a call's arguments and its token; a JSON body counts only where `reads_json`.

    Raises Refused: invalid_json, json_not_object.
    """
    values: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind == "application/json":
        if reads_json:
            values |= _json(body)
            values.pop("token", None)  # with a JSON body the token counts in the header alone
    elif kind == "multipart/form-data":
        async with request.form() as form:
            values |= {key: value for key, value in form.items() if isinstance(value, str)}
    elif body:
        values |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    in_body = values.pop("token", None)
    return Arguments(values), (token if scheme.casefold() == "bearer" else None) or in_body


def _json(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        raise SlackRefusal("invalid_json") from None
    if not isinstance(parsed, dict):
        raise SlackRefusal("json_not_object")
    return parsed
