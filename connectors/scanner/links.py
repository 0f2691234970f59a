"""Addresses that let in whoever has them."""

import re
from collections.abc import Iterator

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import address, short
from connectors.scanner.placeholders import is_placeholder

# What a password in an address cannot hold keeps the two apart from a port and an e-mail address.
_LOGIN = re.compile(r"://[^\s:/@?#]{0,64}:([^\s/@]{1,128})@")
_WEBHOOK = re.compile(
    r"https?://(?:hooks\.slack\.com/(?:services|workflows|triggers)/[\w/-]{16,}"
    r"|(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d+/[\w-]{16,}"
    r"|hooks\.zapier\.com/hooks/catch/\d+/\w+"
    r"|[\w-]{1,63}\.webhook\.office\.com/webhookb2/[\w@/-]{16,})",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s\"'<>|]{4,}+", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"[?&#;](?:x-(?:amz|goog)-(?:signature|security-token)|sig|signature|(?:\w{1,20}_)?token|jwt"
    r"|auth|(?:api_?)?key|code|secret|confirmation)=(?=[^&#\s]*\d)([^&#\s]{12,})",
    re.IGNORECASE,
)
# "…/magic/5c8d…", "…/reset-password/5c8d…"
_ONE_TIME = re.compile(
    r"/[\w-]{0,20}(?:magic|reset|invit|verif|confirm|activat|one-?time|sign-?in|password)[\w-]{0,20}/"
    r"(?=[^/?#]*\d)[\w.~-]{16,}",
    re.IGNORECASE,
)


def links(text: str) -> Iterator[Found]:
    """Each address with a password, a webhook's secret or a signature in it."""
    for kind in _KINDS:
        yield from kind(text)


def _is_signed(url: str) -> bool:
    signed = any(not is_placeholder(value) for value in _SIGNATURE.findall(url))
    return signed or _ONE_TIME.search(url) is not None


def _is_real(password: str) -> bool:
    return not is_placeholder(password)


_KINDS = (
    Pattern("a webhook's address", _WEBHOOK, address),
    Pattern("a link that lets in whoever has it", _URL, address, _is_signed),
    Pattern("a password in an address", _LOGIN, short, _is_real),
)
