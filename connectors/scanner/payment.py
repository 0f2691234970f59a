"""Card numbers and bank accounts, told from other numbers by issuer, length and checksum.

Visa's cards of 13 digits are left out: none has been issued for decades, and a bar code has 13.
"""

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import number, short
from rulebook.sensitive import Finding

_GAP = r"(?:[ .\-]{1,3}|[ \t]{0,2}\r?\n[ \t]{0,2})?"
# Longer ones first; the last two are how somebody groups them who reads them out.
_LAYOUTS = ((4, 4, 4, 4, 3), (4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 3), (4, 4, 4, 2))
# Not in an address, behind a #, nor inside a longer number.
_START, _END = r"(?<![0-9A-Za-z/#])(?<!\d[.\-])", r"(?![0-9A-Za-z])(?![.\-]\d)"
_ISSUERS = re.compile(
    r"4(?:\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|(?:6011|64[4-9]\d|65\d{2}|62\d{2}|81\d{2})\d{12}(?:\d{3})?"  # Discover, UnionPay
    r"|35(?:2[89]|[3-8]\d)\d{12}(?:\d{3})?"  # JCB
    r"|3(?:0[0-59]|[689]\d)\d{11}(?:\d{2})?"  # Diners Club
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{12}(?:\d{3})?"  # Maestro
)
_NOT_DIGITS = re.compile(r"[^0-9]+")
_IBAN = re.compile(
    r"(?<![0-9A-Za-z])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_BANK_ACCOUNT = Pattern(
    "a bank account number",
    re.compile(
        r"(?<!\w)(?:bank|banking|checking|savings) account(?:[ \t](?:number|no\.?|is|was)){0,2}"
        r"[ \t]{0,2}[:=#]?[ \t]{0,2}(\d[\d -]{4,18}\d)(?!\w)",
        re.IGNORECASE,
    ),
    short,
)
_ROUTED_ACCOUNT = Pattern(
    "a bank account number",
    re.compile(
        r"(?<!\w)(?:routing|aba|sort code)(?!\w)[^\n]{1,40}?(?<!\w)(?:account|acct)"
        r"(?:[ \t](?:number|no\.?|is|was)){0,2}[ \t]{0,2}[:=#]?[ \t]{0,2}(\d{6,17})(?!\w)",
        re.IGNORECASE,
    ),
    short,
)
_GROUP_END = re.compile(r"(?=[ -]|\Z)")
_SHORTEST_IBAN = 15


def payment(text: str) -> Iterator[Found]:
    """Each card number, each IBAN, and each other account that is said to be one."""
    for kind in (*_CARDS, _BANK_ACCOUNT, _ROUTED_ACCOUNT):
        yield from kind(text)
    for match in _IBAN.finditer(text):
        account = _account(match[0])
        if account:
            finding = Finding(what="an IBAN", masked=number(account))
            yield Found(match.start(), match.start() + len(account), finding)


def _is_a_card(written: str) -> bool:
    digits = _NOT_DIGITS.sub("", written)
    return _ISSUERS.fullmatch(digits) is not None and luhn.is_valid(digits)


def _account(written: str) -> str:
    """The IBAN that this begins with, "" where there is none: a word may follow it."""
    lengths = (match.start() for match in _GROUP_END.finditer(written, _SHORTEST_IBAN))
    begun = (written[:length] for length in lengths)
    return next((one for one in begun if iban.is_valid(one, check_country=False)), "")


def _card(layout: tuple[int, ...]) -> Pattern:
    digits = _GAP.join(rf"\d{{{length}}}" for length in layout)
    return Pattern("a card number", re.compile(_START + digits + _END), number, _is_a_card)


_CARDS = tuple(map(_card, _LAYOUTS))
