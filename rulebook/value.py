"""The base of every value in the rulebook."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Something that never changes and compares by what it holds; it can be kept as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")
