"""Numbers by which a state knows a person. They open accounts, so no reason lets them stay."""

import re
from collections.abc import Iterator

from stdnum.us import itin, ssn

from connectors.scanner.found import Found, Pattern

_DASHED = re.compile(r"(?<![\w-])(\d{3}-\d{2}-\d{4})(?![\w-])")
_SAID = re.compile(
    r"(?<!\w)(?:ssn|itin|social[ -]security)(?:[ \t](?:number|no\.?|is|was|#)){0,3}[ \t]{0,2}[:=#]?"
    r"[ \t]{0,2}(\d{9}|\d{3} \d{2} \d{4})(?!\w)",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?<!\w)(?:passport|driver'?s licen[sc]e|national id)(?:[ \t](?:number|no\.?|is|was|#)){1,3}"
    r"[ \t]{0,2}[:=#]?[ \t]{0,2}((?=[A-Z]{0,3}\d)[A-Z0-9]{6,14})(?!\w)",
    re.IGNORECASE,
)


def identity_numbers(text: str) -> Iterator[Found]:
    """Each social security or passport number."""
    for kind in _KINDS:
        yield from kind(text)


def _is_issued(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    return ssn.is_valid(digits) or itin.is_valid(digits)


_KINDS = (
    Pattern("a social security number", _DASHED, holds=_is_issued),
    Pattern("a social security number", _SAID, holds=_is_issued),
    Pattern("a passport number", _PASSPORT),
)
