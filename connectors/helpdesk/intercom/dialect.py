"""Intercom's own ways: its version, its words for a refusal, its one quota in windows."""

import re
import time
from email.utils import parsedate_to_datetime

import httpx
from pydantic import ValidationError

from connectors.helpdesk.intercom.answers import Errors
from connectors.http.dialect import Dialect
from connectors.http.failure_reader import by_status
from connectors.http.pace.allowance import QuotaReport
from connectors.http.pace.quota import Quota

VERSION = "2.16"
_RATE_LIMITED = 429
_LONGEST_WAIT = 60.0  # seconds; a quota lasts ten


def _message(refusal: bytes) -> str:
    try:
        errors = Errors.model_validate_json(refusal).errors
    except ValidationError:
        return ""
    return ", ".join(error.message or error.code for error in errors)


def _told(answer: httpx.Response) -> QuotaReport:
    resets_in = _resets_in(answer.headers)
    pause = resets_in if answer.status_code == _RATE_LIMITED else None
    try:
        left = int(answer.headers["X-RateLimit-Remaining"])
    except (KeyError, ValueError):
        left = None
    return QuotaReport(left=left, resets_in=resets_in, pause=pause)


def _resets_in(headers: httpx.Headers) -> float | None:
    """Read how long until the quota is whole again, by Intercom's clock where it tells its time."""
    try:
        reset = int(headers["X-RateLimit-Reset"])
    except (KeyError, ValueError):
        return None
    try:
        now = parsedate_to_datetime(headers["Date"]).timestamp()
    except (KeyError, ValueError):
        now = time.time()
    return min(max(reset - now, 0.0), _LONGEST_WAIT)


INTERCOM = Dialect(
    name="Intercom",
    token_setting="INTERCOM_ACCESS_TOKEN",  # noqa: S106 (its name)
    url_setting="INTERCOM_API_URL",
    headers={"Intercom-Version": VERSION},
    failure=by_status(_message),
    ticket=re.compile(r"/(conversations|tickets)\b"),
    quota_of=lambda _method, _path: "",  # one for everything
    quotas=lambda _name: Quota(),  # what it is, only the answers tell
    told=_told,
)
