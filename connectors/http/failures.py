"""Failures of calls: try again, or give up and say what somebody can do about it."""

from datetime import timedelta
from types import MappingProxyType

from connectors.http.dialect import Dialect
from connectors.http.failure_reader import Failure
from connectors.http.foreign_text import one_line
from connectors.http.http_call import HttpCall
from rulebook.ports import GiveUp, NotHeard, TryAgain

_RATE_LIMITED, _FAILURES, _CLIENT_ERRORS = 429, 500, 400
_PASSING = frozenset({408, 409, 425})
_LONGEST_MESSAGE = 200


class NotThere(NotHeard):
    """The thing asked for does not exist, or no longer."""


class NotAccepted(NotHeard):
    """The call was understood and refused for what it asks."""


class NotAllowed(NotHeard):
    """The access token may not do this, or the plan that is paid for does not have it."""


_KINDS = MappingProxyType(
    {400: NotAccepted, 403: NotAllowed, 404: NotThere, 410: NotThere, 422: NotAccepted}
)


def not_heard(
    failure: Failure, call: HttpCall, dialect: Dialect, token: str, pause: float | None
) -> NotHeard:
    """Make the exception that a failure is; `pause` is what its answer asked for, in seconds."""
    kind = _KINDS.get(failure.status, NotHeard)
    if failure.status == _RATE_LIMITED:
        return kind(_later(dialect.name, pause))
    return kind(_outcome_of(failure, call, dialect, token))


def _later(name: str, pause: float | None) -> TryAgain:
    after = None if pause is None else timedelta(seconds=pause)
    return TryAgain(because=f"{name} asked for a pause.", after=after, untried=bool(after))


def _outcome_of(
    failure: Failure, call: HttpCall, dialect: Dialect, token: str
) -> TryAgain | GiveUp:
    status, name = failure.status, dialect.name
    shown = _clean(failure.code, token) or status
    if status >= _FAILURES or status in _PASSING:
        return TryAgain(because=f"{name} failed to {call.to} ({shown}).")
    if status < _CLIENT_ERRORS:
        because = (
            f"{name} was asked to {call.to} and redirected ({shown}). Check {dialect.url_setting}."
        )
        return GiveUp(because=because)
    message, advice = _clean(failure.message, token), dialect.advice(status, call)
    return GiveUp(because=f"{name} refused to {call.to}: {message} ({shown}). {advice}")


def _clean(foreign: str, token: str) -> str:
    return one_line(foreign).replace(token, "…")[:_LONGEST_MESSAGE].rstrip(". ")
