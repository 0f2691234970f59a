"""A system's own ways, which set its calls apart from another's."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from connectors.http.failure_reader import FailureReader
from connectors.http.http_call import HttpCall
from connectors.http.pace.allowance import Allowance, QuotaReport

_MAY_NOT = {403: "Check that the access token may do this."}
_GONE = {404: "Check that the ticket is still there and that both people still have a seat."}


@dataclass(frozen=True)
class Dialect:
    """A system outside as its calls see it.

    `token_setting` and `url_setting` are named where they may be what is wrong. `failure` reads
    what an answer means, also one with a status of success. `ticket` is found in the path of a call
    about one. `quota_of` names the allowance that a call counts against by its method and path,
    `quotas` makes it, and `told` is what an answer tells of it.
    """

    name: str
    token_setting: str
    url_setting: str
    headers: Mapping[str, str]
    failure: FailureReader
    ticket: re.Pattern[str]
    quota_of: Callable[[str, str], str]
    quotas: Callable[[str], Allowance]
    told: Callable[[httpx.Response], QuotaReport]

    def advice(self, status: int, call: HttpCall) -> str:
        """Say what somebody can do about a refusal, by its HTTP status and the call."""
        otherwise = f"Do it in {self.name} by hand if need be."
        known = {401: f"Check {self.token_setting}.", **_MAY_NOT}
        if self.ticket.search(call.path.partition("?")[0]):
            otherwise = f"Check the ticket in {self.name}, and do it there by hand if need be."
            known |= _GONE
        elif not call.writes:
            otherwise = f"Check {self.url_setting} and what {self.name} says of itself."
        return known.get(status, otherwise)
