"""Just enough of something sensitive to find it in one's own text."""

import re

_LONG = 20  # characters; from here on eight of them tell nothing
_HOST = re.compile(r"([a-z]+://)(?:[^/?#\s]*@)?([^/?#\s@]*)", re.IGNORECASE)
_HEADING = re.compile(r"-----[A-Z0-9 ]+-----|PuTTY-User-Key-File-\d")


def short(secret: str) -> str:
    """Two characters at most, for what may be short enough to be guessed."""
    return f"{secret[: min(2, len(secret) // 2)]}…"


def ends(secret: str) -> str:
    """The first and last four of what is long: "AKIA…MPLE"."""
    return f"{secret[:4]}…{secret[-4:]}" if len(secret) >= _LONG else short(secret)


def number(digits: str) -> str:
    """The first and last four of a card or account number: "4111 … 1111"."""
    together = re.sub(r"[^0-9A-Za-z]", "", digits)
    return f"{together[:4]} … {together[-4:]}"


def heading(block: str) -> str:
    """The line above a key, which says what it is."""
    found = _HEADING.match(block)
    return f"{found[0]}…" if found else short(block)


def address(url: str) -> str:
    """A URL's host: "https://hooks.slack.com/…"."""
    host = _HOST.match(url)
    return f"{host[1]}{host[2]}/…" if host else short(url)


def mailbox(email: str) -> str:
    """One letter and the host: "j…@acme.example"."""
    name, _, host = email.partition("@")
    return f"{name[:1] if len(name) > 1 else ''}…@{host}"


def phone(digits: str) -> str:
    """The first and last two characters: "+1…42"."""
    return f"{digits[:2]}…{digits[-2:]}"


def first_word(text: str) -> str:
    """A house number, say: "221 …"."""
    return f"{text.split(maxsplit=1)[0]} …"
