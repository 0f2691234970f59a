"""The part of a system's answers that is read; the rest is passed over."""

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """The part of an answer that matters here. Ids may come as numbers."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)
