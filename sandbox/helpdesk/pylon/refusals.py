"""An expected no, as Pylon says it.

Its description gives the shape and its client the codes; the words are the sandbox's.
"""

from uuid import uuid4

from starlette.responses import JSONResponse


class PylonRefusal(Exception):  # noqa: N818 (Pylon's own answer, not a failure of ours)
    """One error, with the code that may be branched on."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def answer(self, headers: dict[str, str] | None = None) -> JSONResponse:
        """The whole answer."""
        body = {"errors": [self.message], "request_id": str(uuid4()), "code": self.code}
        return JSONResponse(body, self.status, headers)


def not_found(what: str) -> PylonRefusal:
    """There is no such thing at this path."""
    return PylonRefusal(404, "not_found", f"{what} not found")


def wrong(part: str, message: str) -> PylonRefusal:
    """A part of the body or the query is not acceptable."""
    return PylonRefusal(400, "invalid_request_body", f"invalid {part}: {message}")
