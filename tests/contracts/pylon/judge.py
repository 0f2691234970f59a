"""Judges calls by Pylon's official description, and answers by its official client's models too.

The description demands almost no field and closes no object. So beyond its schemas a request may
hold only what the description names, at any depth, and an answer must be what the client's models
read, which are newer: they demand what Pylon always gives, and what they do not name is not
Pylon's.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

import usepylon.types
from pydantic import BaseModel, ValidationError

from tests.contracts.openapi import Json, OpenApiJudge

# An update of a user has an answer of its own since.
_NEWER = {("UpdateUser", "GetUserResponseBody"): "UpdateUserResponseBody"}


class Judge(OpenApiJudge):
    server = "https://api.usepylon.com"
    headers = frozenset({"Authorization"})

    def __init__(self, description: Json) -> None:
        super().__init__(_meant(description))

    def undescribed(self, sent: Json, schema: Json) -> Iterator[str]:
        return self._undescribed(sent, schema)

    def lacks(self, answered: Json, operation: Json, status: int) -> Iterable[str]:
        schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
        name = schema["$ref"].rpartition("/")[2]
        return _misread(answered, _NEWER.get((operation["operationId"], name), name))

    def wrong_with_error(self, answered: Json) -> Iterator[str]:
        """Its description gives three of its statuses, and its client reads any."""
        yield from _misread(answered, "ErrorApiResponseBody")
        if not answered.get("errors"):
            yield "it says no error"

    def _undescribed(self, sent: Any, schema: Json) -> Iterator[str]:
        schema = self.resolved(schema)
        if isinstance(sent, list):
            for one in sent:
                yield from self._undescribed(one, schema.get("items", {}))
        elif isinstance(sent, dict) and "properties" in schema:
            yield from sent.keys() - schema["properties"].keys()
            for field in sent.keys() & schema["properties"].keys():
                yield from self._undescribed(sent[field], schema["properties"][field])


def _misread(answered: Json, name: str) -> Iterator[str]:
    """What the client's model finds missing, wrong, or does not know."""
    model: type[BaseModel] = getattr(usepylon.types, name)
    try:
        read = model.model_validate(answered)
    except ValidationError as error:
        for found in error.errors():
            where = ".".join(str(part) for part in found["loc"])
            yield f"{where} is missing" if found["type"] == "missing" else f"{where} is wrong"
    else:
        yield from (f"{field} is not known" for field in _extra(read))


def _extra(read: Any) -> Iterator[str]:
    match read:
        case BaseModel():
            yield from read.model_extra or {}
            for field in type(read).model_fields:
                yield from _extra(getattr(read, field))
        case list():
            for one in read:
                yield from _extra(one)
        case dict():
            for one in read.values():
                yield from _extra(one)


def _meant(description: Json) -> Json:
    """The description without a slip: one contact has no pages, and its client asks for none."""
    meant = deepcopy(description)
    for parameter in meant["paths"]["/contacts/{id}"]["get"]["parameters"]:
        if parameter["in"] == "query":
            parameter["required"] = False
    return meant
