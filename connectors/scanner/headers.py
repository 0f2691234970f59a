"""Credentials that are sent along with a request: headers, cookies, the arguments of curl."""

import re
from collections.abc import Iterator

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import ends, short
from connectors.scanner.placeholders import is_placeholder, is_telling

_AUTHORIZATION = re.compile(
    r"authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:[A-Za-z][\w-]{2,20}\s{1,3})?([^\s\"'`,;]{6,})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?<!\w)bearer\s{1,3}([\w.~+/=-]{16,})", re.IGNORECASE)
_SESSION = re.compile(
    r"(?<![\w.-])(?:connect\.sid|phpsessid|jsessionid|asp\.net_sessionid|sessionid|session_token"
    r"|[\w.-]{0,30}(?:_session|-session|session-token|sessid)|sid|remember_token)"
    r"=([^\s;,\"']{12,})",
    re.IGNORECASE,
)
_COOKIE = re.compile(
    r"(?<!\w)(?:set-)?cookie:[^\n]{0,300}?(?:session|sess|auth|token|sid|jwt)[\w.-]{0,20}"
    r"=([^\s;,\"']{12,})",
    re.IGNORECASE,
)
_USER_ARGUMENT = re.compile(r"\s(?:-u|--user)[ =]?[\"']?[^\s:\"']{1,64}:([^\s\"']{3,64})")
_MYSQL_ARGUMENT = re.compile(r"(?<!\w)mysql\w{0,8}\s[^\n]{0,80}?\s-p([^\s\"']{4,64})")


def headers(text: str) -> Iterator[Found]:
    """Each credential that was sent along with a request."""
    for kind in _KINDS:
        yield from kind(text)


def _is_real(value: str) -> bool:
    return not is_placeholder(value)


_KINDS = (
    Pattern("an authorization header", _AUTHORIZATION, ends, _is_real),
    Pattern("a bearer token", _BEARER, ends, is_telling),
    Pattern("a session cookie", _SESSION, ends, is_telling),
    Pattern("a session cookie", _COOKIE, ends, is_telling),
    Pattern("a password", _USER_ARGUMENT, short, _is_real),
    Pattern("a password", _MYSQL_ARGUMENT, short, _is_real),
)
