"""What a call that failed means: try again, or give up and say what somebody can do about it."""

import time
from datetime import timedelta
from email.utils import parsedate_to_datetime
from types import MappingProxyType

import httpx
from pydantic import ValidationError

from connectors.helpdesk.foreign_text import one_line
from connectors.helpdesk.intercom.answers import Errors
from rulebook.ports import GiveUp, NotHeard, TryAgain

_RATE_LIMITED, _FAILURES, _CLIENT_ERRORS = 429, 500, 400
_PASSING = frozenset({408, 409, 425})
_LONGEST_MESSAGE = 200
_LONGEST_WAIT = 60.0  # seconds; a quota lasts ten
_ADVICE = MappingProxyType(
    {
        401: "Check INTERCOM_ACCESS_TOKEN.",
        403: "Check that the access token may do this.",
        404: "Check that the ticket is still there and that both people still have a seat.",
    }
)
_ADVICE_OTHERWISE = "Check the ticket in Intercom, and do it there by hand if need be."


class NotThere(NotHeard):
    """What was asked for does not exist, or no longer."""


class NotAccepted(NotHeard):
    """The call was understood and refused for what it asks."""


_KINDS = MappingProxyType({400: NotAccepted, 404: NotThere, 410: NotThere, 422: NotAccepted})


def failure_of(response: httpx.Response, to: str, token: str) -> NotHeard:
    """The failure that an answer is; `to` completes "Intercom refused to …"."""
    kind = _KINDS.get(response.status_code, NotHeard)
    return kind(_outcome_of(response, to, token))


def _outcome_of(response: httpx.Response, to: str, token: str) -> TryAgain | GiveUp:
    status = response.status_code
    if status == _RATE_LIMITED:
        return TryAgain(because="Intercom asked for a pause.", after=_pause(response.headers))
    if status >= _FAILURES or status in _PASSING:
        return TryAgain(because=f"Intercom failed to {to} ({status}).")
    if status < _CLIENT_ERRORS:
        because = f"Intercom was asked to {to} and redirected ({status}). Check INTERCOM_API_URL."
        return GiveUp(because=because)
    message = one_line(_message(response)).replace(token, "…")[:_LONGEST_MESSAGE].rstrip(". ")
    advice = _ADVICE.get(status, _ADVICE_OTHERWISE)
    return GiveUp(because=f"Intercom refused to {to}: {message} ({status}). {advice}")


def _message(response: httpx.Response) -> str:
    try:
        errors = Errors.model_validate_json(response.content).errors
    except ValidationError:
        return response.reason_phrase
    return ", ".join(error.message or error.code for error in errors) or response.reason_phrase


def _pause(headers: httpx.Headers) -> timedelta | None:
    """How long until the quota is whole again, by Intercom's own clock where it tells its time."""
    try:
        reset = int(headers["X-RateLimit-Reset"])
    except (KeyError, ValueError):
        return None
    try:
        now = parsedate_to_datetime(headers["Date"]).timestamp()
    except (KeyError, ValueError):
        now = time.time()
    return timedelta(seconds=min(max(reset - now, 0.0), _LONGEST_WAIT))
