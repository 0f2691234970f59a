"""The time of day in a text: 10:00, 3pm, 15h, at 10, noon."""

import re
from datetime import time

_TIME = re.compile(
    r"(?<![\w.:/+-])(?P<at>(?:(?:at|by|before|until|due) )+|@ ?)?(?:"
    r"(?P<noon>noon)"
    r"|(?P<hour>\d{1,2})(?P<minute>[:.]\d\d)?(?P<second>:\d\d)?(?P<after>h| ?[ap]m)?"
    r")(?![\w.:/+-])"
)
_EVENING = 17
# An hour that is written without am or pm and up to here may as well be one of the afternoon.
_EITHER_UNTIL = 7
_EITHER_UNTIL_TONIGHT = 11


def time_in(text: str) -> tuple[str, tuple[time, ...]]:
    """Take the time of day out of a text: what is left, and what that can be (one, two, or none).

    Raises ValueError where there are several times, or one that no clock shows.
    """
    matches = [match for match in _TIME.finditer(text) if _is_a_time(match)]
    if not matches:
        return text, ()
    (match,) = matches
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    rest = " ".join(rest.split()).strip(" ,")
    return rest, _tonight(match) if rest == "tonight" else _readings(match, _EITHER_UNTIL)


def _is_a_time(match: re.Match[str]) -> bool:
    """Not a number alone, unless after "at" and the like; with a point only before am and pm."""
    if (match["minute"] or "").startswith("."):
        return bool(match["after"])
    return any(match[name] for name in ("at", "noon", "minute", "after"))


def _tonight(match: re.Match[str]) -> tuple[time, ...]:
    readings = _readings(match, _EITHER_UNTIL_TONIGHT)
    late = tuple(reading for reading in readings if reading.hour >= _EVENING)
    if not late:
        raise ValueError
    return late


def _readings(match: re.Match[str], either_until: int) -> tuple[time, ...]:
    if match["noon"]:
        return (time(12),)
    minute, second = (int((match[name] or ":0")[1:]) for name in ("minute", "second"))
    return tuple(time(hour, minute, second) for hour in _hours(match, either_until))


def _hours(match: re.Match[str], either_until: int) -> tuple[int, ...]:
    written, half = match["hour"], (match["after"] or "").strip()
    hour, noon = int(written), 12
    if half in {"am", "pm"}:
        if not 1 <= hour <= noon:
            raise ValueError
        return (hour % noon + (noon if half == "pm" else 0),)
    if 1 <= hour <= either_until and not written.startswith("0"):
        return hour, hour + noon
    return (hour,)
