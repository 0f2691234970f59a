"""Codes that let somebody in: one-time codes, PINs, recovery codes, the code on a card."""

import re
from collections.abc import Iterator

from connectors.scanner.found import Found, Pattern

_ONE_TIME = (
    r"(?:otp|totp|tan|one[- ]time[ -](?:code|password|passcode|pin)|passcode"
    r"|(?:verification|security|login|sign-?in|confirmation|[2m]fa|auth(?:entication|enticator)?"
    r"|sms|\d-digit)[ -](?:code|pin))"
)
_OF_WHAT = r"(?:[ \t][\w'-]{1,20}){0,6}?"
_DIGITS = r"(\d{3}[ -]\d{3}|\d{4,8})(?![\w-]|[.:]\d|[ \t](?:digits?|characters?|times|seconds))"
_CODE = r"[A-Za-z0-9]{4,10}(?:-[A-Za-z0-9]{4,10}){1,5}"
_CODE_OR_LETTERS = r"[A-Za-z0-9]{2,10}(?:-[A-Za-z0-9]{4,10}){2,5}|[A-Za-z0-9]{12,24}"
_RECOVERY = re.compile(
    r"(?<!\w)(?:recovery|backup|rescue|emergency)[ -](?:code|key)s?(?!\w)[^\n]{0,40}?[\s:]"
    rf"({_CODE}(?:[\s,]{{1,3}}{_CODE}){{0,15}})(?![\w-])",
    re.IGNORECASE,
)
_GIFT_CARD = re.compile(
    r"(?<!\w)gift[ -]?card(?:[ \t](?:code|number|no\.?|is|was)){0,2}:?[ \t]{1,2}"
    rf"({_CODE_OR_LETTERS})(?![\w-])",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"(?<!\w)(?:licen[sc]e|activation|product)(?:[ \t](?:key|code|is|was)){0,2}:?[ \t]{1,2}"
    r"([A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{4,6}){2,6})(?![\w-])",
    re.IGNORECASE,
)


def codes(text: str) -> Iterator[Found]:
    """Each code that was said to be one."""
    for kind in _KINDS:
        yield from kind(text)


def _has_a_digit(code: str) -> bool:
    return any(map(str.isdigit, code))


_KINDS = (
    Pattern(
        "a one-time code",
        re.compile(
            rf"(?<!\w){_ONE_TIME}(?:{_OF_WHAT}[ \t]{{1,2}}(?:is|was|ist|war|says):?|[ \t]?[:=])?"
            rf"[ \t]{{1,2}}{_DIGITS}",
            re.IGNORECASE,
        ),
    ),
    Pattern(
        "a PIN",
        re.compile(
            rf"(?<!\w)pin(?:[ -](?:code|number))?"
            rf"(?:{_OF_WHAT}[ \t]{{1,2}}(?:is|was|ist)|[ \t]?[:=])[ \t]{{1,2}}{_DIGITS}",
            re.IGNORECASE,
        ),
    ),
    Pattern(
        "a card's security code",
        re.compile(
            r"(?<!\w)(?:cvc|cvv|cvn|cid|card security code)\d?(?:[ \t](?:is|code|number)){0,2}"
            r"[ \t]{0,2}[:=]?[ \t]{0,2}(\d{3,4})(?!\w|[.,:]\d)",
            re.IGNORECASE,
        ),
    ),
    Pattern("a recovery code", _RECOVERY, holds=_has_a_digit),
    Pattern("a gift card's code", _GIFT_CARD, holds=_has_a_digit),
    Pattern("a licence key", _LICENCE, holds=_has_a_digit),
)
