"""Support time as it is written: 4h, 1h30m, 2 days."""

import re
from datetime import timedelta

from rulebook.when import Span

_SPAN = re.compile(
    r"(?:in )?"
    r"(?:(?P<days>\d{1,9}) ?d(?:ays?)?(?:, ?| and | ?))?"
    r"(?:(?P<hours>\d{1,9}(?:\.\d{1,2})?) ?h(?:rs?|ours?)?(?:, ?| and | ?))?"
    r"(?:(?P<minutes>\d{1,9}) ?m(?:ins?|inutes?)?)?"
)
_HOUR_OF_THE_AFTERNOON = re.compile(r"(1[3-9]|2[0-3]) ?h")


def span_in(text: str) -> Span | None:
    """The support time that a text is. None: it is something else. It may be none at all."""
    match = _SPAN.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes = (float(match[name] or 0) for name in ("days", "hours", "minutes"))
    return Span(days=int(days), time=timedelta(hours=hours, minutes=minutes))


def hour_in(text: str) -> int | None:
    """The hour of the afternoon that a text may be too: 15h."""
    match = _HOUR_OF_THE_AFTERNOON.fullmatch(text)
    return int(match[1]) if match else None
