"""Column types: instants that stay instants, and rulebook values kept as JSON."""

from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. A naive one is an error. SQLite would hand back local time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC on the way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Make it aware on the way out."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Kept(TypeDecorator[Any]):
    """A rulebook value kept as JSON: `Kept(Facts)`, `Kept(Phrase)`, `Kept(Effect)`."""

    impl = JSON(none_as_null=True)
    cache_ok = True  # by `of`: statements are compiled once

    def __init__(self, of: Any) -> None:  # noqa: ANN401 (any type that pydantic knows)
        super().__init__()
        self.of = of
        self._adapter: TypeAdapter[Any] = TypeAdapter(of)

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> Any | None:  # noqa: ANN401
        """Write JSON."""
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any | None:  # noqa: ANN401
        """Read the value back."""
        return None if value is None else self._adapter.validate_python(value)
