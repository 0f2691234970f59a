"""Pylon's own ways: its words for a refusal, and a quota for each call by the minute."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from pydantic import ValidationError

from connectors.helpdesk.pylon.answers import PylonRefusal
from connectors.helpdesk.pylon.rate_limits import name_of, quota
from connectors.http.dialect import Dialect
from connectors.http.failure_reader import by_status
from connectors.http.pace.allowance import QuotaReport

_RATE_LIMITED = 429
_LONGEST_WAIT = 60.0  # seconds; a quota lasts a minute


def _message(refusal: bytes) -> str:
    try:
        read = PylonRefusal.model_validate_json(refusal)
    except ValidationError:
        return ""
    return ", ".join(read.errors or ()) or read.code or ""


def _told(answer: httpx.Response) -> QuotaReport:
    if answer.status_code != _RATE_LIMITED:
        return QuotaReport()
    return QuotaReport(pause=_pause(answer.headers.get("Retry-After", "")))


def _pause(written: str) -> float | None:
    """`Retry-After` in seconds, which may be written as an instant."""
    if written.isascii() and written.isdecimal():
        seconds = float(written)
    else:
        try:
            seconds = (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):  # neither, or an instant of no zone
            return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)


PYLON = Dialect(
    name="Pylon",
    token_setting="PYLON_API_TOKEN",  # noqa: S106 (its name)
    url_setting="PYLON_API_URL",
    headers={},
    failure=by_status(_message),
    ticket=re.compile(r"/issues(/|$)"),
    quota_of=name_of,
    quotas=quota,
    told=_told,
)
