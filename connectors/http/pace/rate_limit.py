"""A rate limit: how many calls in the long run, and how many in a burst."""

from typing import Self

from pydantic import Field

from rulebook.value import Value


class RateLimit(Value):
    """Calls: `per_minute` in the long run, `at_once` where none was made for a while."""

    per_minute: float = Field(gt=0)
    at_once: float = Field(ge=1)

    def raised(self, times: float) -> Self:
        """Return the same limit, `times` as large."""
        return self.model_copy(
            update={"per_minute": self.per_minute * times, "at_once": self.at_once * times}
        )
