"""Typed words: as they are read, and as they are quoted."""

import re
import unicodedata

_LONGEST = 80  # characters; no time takes more
_QUOTED = 60
_HALF_OF_THE_DAY = re.compile(r"\b([ap])\.m\b\.?")
_OF_A_DATE_AND_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)t(?=\d)")
_AT_THE_END = " .,;!?"


def simplified(words: str) -> str:
    """The words in small letters with single spaces.

    Raises ValueError for what is longer than a time or not in plain letters and digits.
    """
    if len(words) > _LONGEST:
        raise ValueError
    text = " ".join(unicodedata.normalize("NFKC", words).lower().split())
    if not (text.isascii() and text.isprintable()):
        raise ValueError
    text = _OF_A_DATE_AND_TIME.sub(" ", _HALF_OF_THE_DAY.sub(r"\1m", text))
    return text.rstrip(_AT_THE_END)


def quoted(words: str) -> str:
    """The words in one short line, without what cannot be shown."""
    beginning = " ".join(words[: 4 * _QUOTED].split())
    line = "".join(filter(str.isprintable, beginning))
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"
