"""Anybody's text, made fit to stand beside ours: visible, in its place, and not too long."""

import re
from itertools import accumulate, takewhile

from cards.text_lengths import NAME, NOTIFICATION, escape, size, width

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_REORDERING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[{_CONTROL}{_REORDERING}]")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(rf"[{_RIGHT_TO_LEFT}](?:[^\n\w]*[{_RIGHT_TO_LEFT}]+|[0-9])*")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_HANGING = f" \n\u200d{_ISOLATE}"
_WORD_JOINER = "\u2060"


def clean(text: str) -> str:
    """Take out what nobody can see: control characters, and marks that reorder other words."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def isolate(text: str) -> str:
    """Close off every run of words from right to left, so that it moves nothing around it."""
    return _RUN.sub(f"{_ISOLATE}\\g<0>{_END_ISOLATE}", text)


def shorten(text: str, limit: int, ending: str = "…") -> str:
    """Cut a text that is longer than `limit`, and say so with `ending`."""
    if size(text) <= limit:
        return text
    room = limit - size(ending) - size(_END_ISOLATE)
    lengths = accumulate(map(width, text))
    kept = text[: sum(1 for length in takewhile(lambda length: length <= room, lengths))]
    kept = kept.rstrip(_HANGING)
    still_open = kept.count(_ISOLATE) - kept.count(_END_ISOLATE)
    return f"{kept}{_END_ISOLATE * still_open}{ending}"


def inline(text: str, limit: int, ending: str = "…") -> str:
    """Put anybody's text into a line: without breaks, and no longer than `limit`."""
    return _fitted(_SPACES.sub(" ", clean(text)), limit, ending)


def paragraph(text: str, limit: int, ending: str = "…") -> str:
    """Let anybody's text keep its lines, but not be longer than `limit`."""
    return _fitted(clean(text), limit, ending)


def _fitted(cleaned: str, limit: int, ending: str) -> str:
    # What is behind the limit is cut off anyway, and a long text takes long to isolate.
    return shorten(isolate(cleaned[: limit + 1]), limit, ending)


def name_of(name: str) -> str:
    """Write somebody's name, which may be empty or endless."""
    return inline(name.strip(), NAME).strip() or "somebody"


def notification(text: str) -> str:
    """Make a message's fallback text, which Slack reads as mrkdwn: nothing in it may ping."""
    harmless = text.strip().replace("@", f"@{_WORD_JOINER}")
    return escape(inline(harmless, NOTIFICATION)) or "Countersign"
