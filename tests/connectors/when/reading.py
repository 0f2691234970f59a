"""What a reader makes of words, in a form that a table can hold."""

from datetime import datetime
from zoneinfo import ZoneInfo

from connectors.when import WhenReader
from rulebook.phrase import Instant, Phrase
from rulebook.refusals import Refusal
from rulebook.when import Span

READER = WhenReader()
# A Wednesday: 14:30 in New York, 20:30 in Berlin, already 01:15 on Thursday in Kathmandu.
NOW = datetime(2026, 11, 18, 14, 30, tzinfo=ZoneInfo("America/New_York"))
NEW_YORK = "America/New_York"


def local(at: datetime, zone: str) -> str:
    """An instant as the wall shows it: 2026-12-01 09:00."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def instants(sentence: Phrase, zone: str) -> list[str]:
    """The instants in a sentence, as the wall shows them."""
    return [local(part.at, zone) for part in sentence if isinstance(part, Instant)]


def answer(words: str, zone: str = NEW_YORK, now: datetime = NOW) -> str | Span:
    """The time on the wall, or the span."""
    read = READER.read(words, now=now, timezone=zone)
    return read if isinstance(read, Span) else local(read, zone)


def refusal(words: str, zone: str = NEW_YORK, now: datetime = NOW) -> Refusal:
    """The refusal of words that are refused."""
    try:
        READER.read(words, now=now, timezone=zone)
    except Refusal as refused:
        return refused
    message = f"{words!r} is read"
    raise AssertionError(message)
