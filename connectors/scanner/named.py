"""Secrets that are known by the name in front of them: in settings, and in a form's lines."""

import re
from collections.abc import Iterator

from connectors.scanner.found import Found
from connectors.scanner.masking import ends, short
from connectors.scanner.placeholders import bare, is_placeholder, is_telling
from rulebook.sensitive import Finding

_PASSWORDS = r"pass(?:word|wd|wort|code|phrase)|pass|pwd|pw|kennwort|contrase[nñ]a|mot de passe"
_TOKENS = r"token|jwt"
_SECRETS = r"secret(?:[_ -]?key)?"
_KEYS = (
    r"(?:api|access|auth|account|private|service|license|encryption|signing|storage|master|shared)"
    r"[_ -]?key"
)
_ASSIGNED = re.compile(
    rf"(?<![\w.-])(?P<before>[\w.-]{{0,40}}?)"
    rf"(?:(?P<password>{_PASSWORDS})|(?P<token>{_TOKENS})|(?P<secret>{_SECRETS})|(?P<key>{_KEYS}))\d?"
    r"[\"'`*_]{0,3}[ \t]{0,3}(?P<sign>:=|=>|={1,3}|:)[ \t]{0,3}[*_]{0,2}"
    r"(?:(?P<quote>[\"'`])(?P<quoted>[^\"'`\n]{1,200})(?P=quote)|(?P<open>[^\s\"'`;,]{1,300}))"
    r"(?P<alone>[ \t]*(?=\n|\Z))?",
    re.IGNORECASE,
)
# They are names of other things: the next page, a form's protection, a counter.
_OTHERS = re.compile(
    r".*(?:page|next|cursor|continuation|csrf|xsrf|idempotency|public|by|test)[\w.-]{0,2}",
    re.IGNORECASE,
)
_SHORTEST = {"password": 4, "token": 8, "secret": 8, "key": 8}  # characters
_NAMES = {"password": "a password", "token": "a token", "secret": "a secret", "key": "a secret key"}


def named(text: str) -> Iterator[Found]:
    """Each value that a name like DB_PASSWORD gives away."""
    for match in _ASSIGNED.finditer(text):
        kind = next(kind for kind in _NAMES if match[kind])
        group = "quoted" if match["quoted"] else "open"
        value = _value(match, kind)
        if _OTHERS.fullmatch(match["before"]) or not _is_real(match, kind, value):
            continue
        masked = short(value) if kind == "password" else ends(value)
        start = match.start(group)
        yield Found(start, start + len(value), Finding(what=_NAMES[kind], masked=masked))


def _value(match: re.Match[str], kind: str) -> str:
    if match["quoted"]:
        return match["quoted"]
    # In an address the next argument follows; in a password the sign may be part of it.
    whole = match["open"] if kind == "password" else match["open"].partition("&")[0]
    return bare(whole)


def _is_real(match: re.Match[str], kind: str, value: str) -> bool:
    if is_placeholder(value) or len(value) < _SHORTEST[kind]:
        return False
    if match["quoted"] or is_telling(value):
        return True
    # A word after a colon is a password only where nothing follows it; "==" compares.
    return kind == "password" and match["alone"] is not None and match["sign"] in {"=", ":"}
