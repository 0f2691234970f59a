"""What a call that failed means: try again, or give up and say what somebody can do about it."""

from datetime import timedelta
from types import MappingProxyType

import httpx

from connectors.http.dialect import Dialect
from connectors.http.foreign_text import one_line
from rulebook.ports import GiveUp, NotHeard, TryAgain

_RATE_LIMITED, _FAILURES, _CLIENT_ERRORS = 429, 500, 400
_PASSING = frozenset({408, 409, 425})
_LONGEST_MESSAGE = 200


class NotThere(NotHeard):
    """What was asked for does not exist, or no longer."""


class NotAccepted(NotHeard):
    """The call was understood and refused for what it asks."""


class NotAllowed(NotHeard):
    """The access token may not do this, or the plan that is paid for does not have it."""


_KINDS = MappingProxyType(
    {400: NotAccepted, 403: NotAllowed, 404: NotThere, 410: NotThere, 422: NotAccepted}
)


def failure_of(response: httpx.Response, to: str, service: Dialect, token: str) -> NotHeard:
    """The failure that an answer is; `to` completes "Intercom refused to …"."""
    kind = _KINDS.get(response.status_code, NotHeard)
    return kind(_outcome_of(response, to, service, token))


def _outcome_of(
    response: httpx.Response, to: str, service: Dialect, token: str
) -> TryAgain | GiveUp:
    status, name = response.status_code, service.name
    if status == _RATE_LIMITED:
        pause = service.told(response).pause
        after = None if pause is None else timedelta(seconds=pause)
        return TryAgain(because=f"{name} asked for a pause.", after=after, untried=bool(after))
    if status >= _FAILURES or status in _PASSING:
        return TryAgain(because=f"{name} failed to {to} ({status}).")
    if status < _CLIENT_ERRORS:
        because = (
            f"{name} was asked to {to} and redirected ({status}). Check {service.url_setting}."
        )
        return GiveUp(because=because)
    said = service.message(response.content) or response.reason_phrase
    message = one_line(said).replace(token, "…")[:_LONGEST_MESSAGE].rstrip(". ")
    advice = service.advice(status, response.request)
    return GiveUp(because=f"{name} refused to {to}: {message} ({status}). {advice}")
