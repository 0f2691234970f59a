"""What has to be known to reach Intercom."""

import re

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, field_validator

_SENDABLE = re.compile("[!-~]+")


class IntercomSettings(BaseModel):
    """The access token, and where Intercom is: api.intercom.io, or its host in Europe or Australia.

    `timeout` is for a whole call, `people_kept` how long teammates, ticket types and customers are
    believed; both in seconds. `inbox_url` replaces Intercom's own address in links that people
    follow. `ticket_type` is what new tickets are, by name or id; "" is the first type for
    customers' tickets. `plan` and `priority` are the attributes that hold them, in whatever case;
    as these two are called by themselves, a company's own plan and a conversation's own priority.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    access_token: SecretStr
    api_url: HttpUrl = HttpUrl("https://api.intercom.io")
    inbox_url: str = ""
    ticket_type: str = ""
    plan: str = "plan"
    priority: str = "priority"
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
