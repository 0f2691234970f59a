"""Readers that tell an answer that failed from one that did not."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Failure:
    """A failure, by the HTTP status that says what it means; the answer may have come with another.

    429 asks for a pause, 5xx passes, 404 is not there, and so on. `message` is the other side's
    sentence, "" where it has none, and `code` its own word, which is shown instead of the status.
    """

    status: int
    message: str = ""
    code: str = ""


# Asked about every answer; None: it did not fail.
FailureReader = Callable[[httpx.Response], Failure | None]


def by_status(message: Callable[[bytes], str]) -> FailureReader:
    """Make the reader that goes by the HTTP status alone.

    `message` reads what the body of a refusal says, "" where it says nothing.
    """

    def read(answer: httpx.Response) -> Failure | None:
        if answer.is_success:
            return None
        return Failure(answer.status_code, message(answer.content) or answer.reason_phrase)

    return read
