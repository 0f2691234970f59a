"""Limits to the length of a text: Slack's, and ours where a phone is smaller."""

from typing import Final

# Slack's
HEADER: Final = 150
OPTION: Final = 75
OPTIONS: Final = 100
TITLE: Final = 24
HINT: Final = 2000
INPUT: Final = 3000
ONE_LINE: Final = 255

# Ours: together well under the 13,200 characters at which Slack refuses a message
NAME: Final = 80
FACT: Final = 300
LINK: Final = 1000
SENTENCE: Final = 3000
GLANCE: Final = 300
NOTIFICATION: Final = 300
LINES: Final = 60
BESIDE: Final = 5
TALK: Final = 4
MINE: Final = 10
LIST: Final = 18
PROMISED: Final = 6
PHRASE: Final = 40

SHORTENED: Final = "… (shortened)"

_ESCAPED = {"&": 5, "<": 4, ">": 4}
_ONE_UNIT = "\uffff"  # the last character that UTF-16 writes as one


def escape(text: str) -> str:
    """Write `&`, `<` and `>` as Slack wants them wherever it reads mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size(text: str) -> int:
    """The length of a text in Slack's eyes at worst: escaped, and in UTF-16 units."""
    return len(escape(text).encode("utf-16-le", "surrogatepass")) // 2


def width(character: str) -> int:
    """The length of one character in the same eyes."""
    return _ESCAPED.get(character) or 1 + (character > _ONE_UNIT)


def typed(text: str, longest: int = INPUT) -> str:
    """Cut what somebody typed to what an input of Slack's holds."""
    units = text.encode("utf-16-le", "ignore")[: 2 * longest]
    return units.decode("utf-16-le", "ignore")
