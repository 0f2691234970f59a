"""Passwords and keys that stand in a sentence."""

import re
from collections.abc import Iterator

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import ends, short
from connectors.scanner.placeholders import bare, is_placeholder, is_telling
from rulebook.sensitive import Finding

_PASSWORDS = r"(?:pass(?:word|wd|wort|code|phrase)|pwd|pw|kennwort|contrase[nñ]a)"
_VALUE = r"(?P<value>\"[^\"\s]{4,64}\"|'[^'\s]{4,64}'|`[^`\s]{4,64}`|\S{4,64})(?!\S)"
_OF_WHAT = r"(?:[ \t]{1,2}[\w'@.-]{1,30}){0,6}?"
_IS = r"(?:is|was|ist|war|lautet|est|es|to)(?:[ \t](?:now|still|set to|reset to|changed to))?"
_SAID = (
    # "the password for the demo shop is hunter2", "set her password to hunter2"
    re.compile(
        rf"(?<!\w){_PASSWORDS}{_OF_WHAT}[ \t]{{1,2}}{_IS}:?[ \t]{{1,2}}{_VALUE}", re.IGNORECASE
    ),
    # "my pass is hunter2"
    re.compile(rf"(?<!\w)pass[ \t](?:is|was):?[ \t]{{1,2}}{_VALUE}", re.IGNORECASE),
    # "password hunter2 does not work"
    re.compile(rf"(?<!\w){_PASSWORDS}[ \t]{{1,2}}{_VALUE}", re.IGNORECASE),
    # "he used hunter2 as his password"
    re.compile(
        rf"(?<!\S){_VALUE}[ \t](?:as|is)[ \t](?:(?:the|a|an|his|her|their|my|our)[ \t])?"
        rf"(?:\w{{1,12}}[ \t])?{_PASSWORDS}(?!\w)",
        re.IGNORECASE,
    ),
    # "user demo, pass hunter2", "the wifi is ACME with key hunter2"
    re.compile(
        r"(?<!\w)(?:user(?:name)?|login|e?-?mail)(?!\w)[^\n]{1,60}?[\s,/]pass"
        rf"[ \t]{{1,2}}{_VALUE}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)(?:wi-?fi|wlan)(?!\w)[^\n]{1,60}?[\s,/](?:key|pass|code)(?:[ \t]is)?:?"
        rf"[ \t]{{1,2}}{_VALUE}",
        re.IGNORECASE,
    ),
    # "logs in with hunter2!": a word with a sign in it
    re.compile(
        r"(?<!\w)log(?:s|ged|ging)?[ -]?(?:in|on)[ \t](?:with|using|by)[ \t]"
        r"(?P<value>(?=[^\s@]*[!#$%^&*])[^\s@]{6,64})(?!\S)",
        re.IGNORECASE,
    ),
    # "the login is demo / hunter2"
    re.compile(
        r"(?<!\w)(?:log(?:s|ged)?[ -]?(?:in|on)|credential|cred|zugangsdaten|account)s?"
        r"[^\n:=]{0,40}?"
        r"(?:[ \t](?:is|are|with)[ \t]|[:=])[ \t]{0,2}[\w.@+-]{2,64}[ \t]?[/:|][ \t]?"
        r"(?P<value>[^\s/:]{6,64})(?!\S)",
        re.IGNORECASE,
    ),
)
_QUOTES = "\"'`"
# "the access token is 9f8a…", "with API key 9f8a…"
# What is further off has to be longer.
_KEY_NAMES = (
    r"(?<!\w)(?:api|app|access|auth|secret|shared|private|refresh|client|licen[sc]e)"
    r"[ _-](?:key|token|secret)"
)
_KEYS = tuple(
    Pattern("a secret key", re.compile(_KEY_NAMES + value, re.IGNORECASE), ends, is_telling)
    for value in (
        r"(?:[ \t](?:is|was))?:?[ \t]{1,2}[\"'`]?([\w.~+/=-]{8,})",
        rf"{_OF_WHAT}(?:[ \t](?:is|was))?:?[ \t]{{1,2}}[\"'`]?([\w.~+/=-]{{16,}})",
    )
)


def prose(text: str) -> Iterator[Found]:
    """Each password and key that is said rather than assigned."""
    for kind in _KEYS:
        yield from kind(text)
    for pattern in _SAID:
        for match in pattern.finditer(text):
            value = match["value"]
            if _is_real(value):
                finding = Finding(what="a password", masked=short(value.strip(_QUOTES)))
                yield Found(*match.span("value"), finding)


def _is_real(value: str) -> bool:
    if value[0] in _QUOTES and value[-1] == value[0]:
        return not is_placeholder(value.strip(_QUOTES))
    return is_telling(bare(value))
