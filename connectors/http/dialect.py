"""What sets one helpdesk's calls apart from another's."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from connectors.http.quota import Quota, QuotaReport

_MAY_NOT = {403: "Check that the access token may do this."}
_GONE = {404: "Check that the ticket is still there and that both people still have a seat."}


@dataclass(frozen=True)
class Dialect:
    """A helpdesk as its calls see it.

    `token_setting` and `url_setting` are named where they may be what is wrong. `message` is what
    a refusal says, "" where it says nothing. `ticket` is found in the path of a call about one.
    `quota_of` names the quota that a call counts against by its method and path, `quotas` makes it,
    and `told` is what an answer tells of it.
    """

    name: str
    token_setting: str
    url_setting: str
    headers: Mapping[str, str]
    message: Callable[[bytes], str]
    ticket: re.Pattern[str]
    quota_of: Callable[[str, str], str]
    quotas: Callable[[str], Quota]
    told: Callable[[httpx.Response], QuotaReport]

    def advice(self, status: int, call: httpx.Request) -> str:
        """What somebody can do about a refusal, by its HTTP status and the call."""
        otherwise = f"Do it in {self.name} by hand if need be."
        known = {401: f"Check {self.token_setting}.", **_MAY_NOT}
        if self.ticket.search(call.url.path):
            otherwise = f"Check the ticket in {self.name}, and do it there by hand if need be."
            known |= _GONE
        elif call.method == "GET":
            otherwise = f"Check {self.url_setting} and what {self.name} says of itself."
        return known.get(status, otherwise)
