"""Judges calls by Intercom's official description, version 2.16.

The description leaves more open than Intercom does: it demands almost no field and closes no
object. So beyond its schemas a request may hold only fields that the description names, and an
answer must hold what every one of its official examples shows.
"""

from collections.abc import Iterable
from typing import Any

from openapi_schema_validator import OAS30Validator

from tests.contracts.openapi import Json, OpenApiJudge

_NOT_ALWAYS = {"snoozed_until", "away_status_reason_id"}  # their one example happens to have them


class Judge(OpenApiJudge):
    server = "https://api.intercom.io"
    headers = frozenset({"Intercom-Version", "Authorization"})

    def __init__(self, description: Json) -> None:
        super().__init__(_meant(description))
        self._error = OAS30Validator(self.description["components"]["schemas"]["error"])

    def undescribed(self, sent: Json, schema: Json) -> Iterable[str]:
        return sent.keys() - self.named(schema)

    def lacks(self, answered: Json, operation: Json, status: int) -> Iterable[str]:
        content = operation["responses"][str(status)]["content"]["application/json"]
        shown = [
            {field for field, value in example["value"].items() if value is not None}
            for example in content.get("examples", {}).values()
        ]
        always = set.intersection(*shown) if shown else set()
        owed = always & set(self.named(content["schema"])) - _NOT_ALWAYS
        return (f"{field} is missing" for field in owed - answered.keys())

    def wrong_with_error(self, answered: Json) -> Iterable[str]:
        """Intercom answers any call with any of its errors, and describes only some."""
        return (error.message for error in self._error.iter_errors(answered))


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
