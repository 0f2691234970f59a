"""Phone numbers, told from other numbers by how they are written and by their country's plan."""

import re
from collections.abc import Iterator

from phonenumbers import NumberParseException, is_valid_number, parse

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import phone

_HOME = "US"  # where a number without a country code is from
_INTERNATIONAL = re.compile(r"(?<![\w+/=])(?:\+|00 ?)[1-9][\d ().\-/]{6,18}\d(?![\w-])")
_AMERICAN = re.compile(
    r"(?<![\w.+/#-])(?<!\d )((?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4})"
    r"(?![\w-]|[.:]\d| \d)"
)
_SAID = re.compile(
    r"(?<!\w)(?:(?:tele)?phone|tel|telefon|mobile|cell|handy|whatsapp|fax"
    r"|call(?:ed)?[ \t](?:back[ \t])?(?:him|her|them|me)(?:[ \t]back)?)"
    r"(?:[ \t](?:number|nr|no|at|on|under|is)){0,3}\.?[ \t]{0,2}:?[ \t]{1,2}"
    r"(\(?\d[\d ().\-/]{5,16}\d)(?![\w-])",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[Found]:
    """Each phone number."""
    for kind in _KINDS:
        yield from kind(text)


def _can_be_called(written: str) -> bool:
    number = f"+{written[2:]}" if written.startswith("00") else written
    try:
        return is_valid_number(parse(number, _HOME))
    except NumberParseException:
        return False


def _has_enough_digits(written: str) -> bool:
    fewest = 7
    return sum(map(str.isdigit, written)) >= fewest


_WHAT = "a phone number"
_KINDS = (
    Pattern(_WHAT, _INTERNATIONAL, phone, _can_be_called, personal=True),
    Pattern(_WHAT, _AMERICAN, phone, _can_be_called, personal=True),
    # The plan of another country is not known; its caller said what it is.
    Pattern(_WHAT, _SAID, phone, _has_enough_digits, personal=True),
)
