"""A JSON object of a call, read strictly; what is wrong with it is said in the service's words."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from sandbox.helpdesk.records import Json


@dataclass(frozen=True, kw_only=True)
class Reading(ABC):
    """The body of a call, or an object within it."""

    body: Json

    @abstractmethod
    def missing(self, field: str) -> Exception:
        """Make the exception that is raised when a field is not there."""

    @abstractmethod
    def wrong(self, field: str, message: str) -> Exception:
        """Make the exception that is raised when a field is there and not acceptable."""

    def text(self, field: str) -> str:
        """A field that must be there and be a string."""
        if field not in self.body:
            raise self.missing(field)
        value = self.body[field]
        if not isinstance(value, str):
            raise self.wrong(field, f"{field} must be a string")
        return value

    def one_of(self, field: str, *choices: str) -> str:
        """A string of which only some are accepted."""
        value = self.text(field)
        if value not in choices:
            raise self.wrong(field, f"{field} must be one of {', '.join(choices)}")
        return value

    def flag(self, field: str) -> bool:
        """A boolean that may be left out."""
        value = self.body.get(field, False)
        if not isinstance(value, bool):
            raise self.wrong(field, f"{field} must be a boolean")
        return value

    def object(self, field: str) -> Self:
        """An object within the body, empty where it is left out, to be read in the same way."""
        value = self.body.get(field, {})
        if not isinstance(value, dict):
            raise self.wrong(field, f"{field} must be an object")
        return self.with_body(value)

    def with_body(self, body: Json) -> Self:
        """The same call, of which only this part is read."""
        return replace(self, body=body)

    def only(self, *fields: str) -> None:
        """Refuse a field that this call does not know, which a slip of the pen would be."""
        for field in self.body:
            if field not in fields:
                raise self.wrong(field, f"{field} is not a parameter of this call")
