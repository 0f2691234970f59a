"""An expected no, in Intercom's words."""

from uuid import uuid4

from starlette.responses import JSONResponse


class IntercomRefusal(Exception):  # noqa: N818 (Intercom's own answer, not a failure of ours)
    """An `error.list` with one error."""

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.field = field

    def answer(self, headers: dict[str, str] | None = None) -> JSONResponse:
        """The whole answer."""
        error = {"code": self.code, "message": self.message}
        if self.field:
            error["field"] = self.field
        body = {"type": "error.list", "request_id": str(uuid4()), "errors": [error]}
        return JSONResponse(body, self.status, headers)


def not_found(what: str = "Resource") -> IntercomRefusal:
    """There is no such thing."""
    return IntercomRefusal(404, "not_found", f"{what} Not Found")


def missing(field: str) -> IntercomRefusal:
    """A field is not there."""
    return IntercomRefusal(400, "parameter_not_found", f"{field} is required", field)


def wrong(field: str, message: str) -> IntercomRefusal:
    """A field is there and not acceptable."""
    return IntercomRefusal(400, "parameter_invalid", message, field)
