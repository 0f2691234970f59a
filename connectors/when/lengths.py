"""Lengths of calls: minutes that stand after a time of day."""

import re

# Only after a time of day: `1h 30m` is a span, and no call of half an hour.
_LENGTH = re.compile(
    r"(?P<when>.*(?:[0-9]:[0-9]{2}|[0-9]\s*[ap]m|noon))\s+(?P<minutes>[0-9]{1,4})\s*(?:m|min|minutes)?",
    re.IGNORECASE,
)


def length_after(words: str) -> tuple[str, int]:
    """The words before a length, and its minutes; all of them and 0 where there is none."""
    found = _LENGTH.fullmatch(words)
    return (found["when"], int(found["minutes"])) if found else (words, 0)
