"""Slack's mrkdwn, read into the inline elements of rich text."""

import re
from typing import Any

from sandbox.workspace.records import Json

_PIECE = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>"
    r"|<#(?P<channel>[CDG][A-Z0-9]+)(?:\|[^<>]*)?>"
    r"|<!(?P<range>here|channel|everyone)(?:\|[^<>]*)?>"
    r"|<!date\^(?P<at>\d{1,11})\^(?P<format>[^|^<>]+)(?:\^[^|<>]*)?\|(?P<fallback>[^<>]*)>"
    r"|<(?P<url>[a-z][a-z0-9+.-]*:[^|<>]+)(?:\|(?P<label>[^<>]*))?>"
    r"|(?<!\w)(?P<mark>[*_~`])(?P<styled>[^\s*_~`](?:[^\n*_~`]*[^\s*_~`])?)(?P=mark)(?!\w)"
)
_STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}


def as_elements(text: str) -> list[Json]:
    """Read a text in mrkdwn."""
    elements: list[Json] = []
    end = 0
    for piece in _PIECE.finditer(text):
        elements += [_words(text[end : piece.start()]), _element(piece)]
        end = piece.end()
    return [*elements, _words(text[end:])]


def _element(piece: re.Match[str]) -> Json:
    if piece["user"]:
        return {"type": "user", "user_id": piece["user"]}
    if piece["channel"]:
        return {"type": "channel", "channel_id": piece["channel"]}
    if piece["range"]:
        return {"type": "broadcast", "range": piece["range"]}
    if piece["at"]:
        return {"type": "date", "timestamp": int(piece["at"]), "format": piece["format"]}
    if piece["url"]:
        label = piece["label"] or piece["url"]
        return {"type": "link", "url": _literal(piece["url"]), "text": _literal(label)}
    return _words(piece["styled"], style={_STYLES[piece["mark"]]: True})


def _words(text: str, **more: Any) -> Json:  # noqa: ANN401 (any JSON)
    return {"type": "text", "text": _literal(text), **more}


def _literal(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
