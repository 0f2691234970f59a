"""Settings to reach a system outside, whichever it is."""

import re

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, field_validator

_SENDABLE = re.compile("[!-~]+")


class HttpSettings(BaseModel):
    """The access token, and where the API is.

    `timeout` is for a whole call, `people_kept` how long people, customers and what a team set up
    are believed; both in seconds. `connections` is how many calls are under way at most.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    access_token: SecretStr
    api_url: HttpUrl
    timeout: float = Field(default=5.0, gt=0)
    people_kept: float = Field(default=300.0, ge=0)
    connections: int = Field(default=20, gt=0)

    @field_validator("access_token")
    @classmethod
    def _can_be_sent(cls, token: SecretStr) -> SecretStr:
        # What a header cannot carry would be quoted in the exception that says so.
        if not _SENDABLE.fullmatch(token.get_secret_value()):
            message = "must be printable ASCII without spaces"
            raise ValueError(message)
        return token
