"""Escaping of what a person typed, as Slack writes it: entities, mentions and links."""

import re
from collections.abc import Iterable

from sandbox.workspace.records import Json

_LINK = re.compile(r"https?://[^\s<>|]+")
_ADDRESS = re.compile(r"(?<![\w@|:/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def as_entities(text: str) -> str:
    """Write & < > as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_mentions(text: str, people: Iterable[Json], channels: Iterable[Json]) -> str:
    """Write @name, #channel and links the way Slack sends them: <@U1|name>, <#C1|name>, <url>."""
    known = {
        **{f"@{word}": f"<!{word}>" for word in ("channel", "here", "everyone")},
        **{
            f"@{name.casefold()}": f"<@{p['id']}|{p['name']}>" for p in people for name in _names(p)
        },
        **{f"#{c['name']}": f"<#{c['id']}|{c['name']}>" for c in channels if "name" in c},
    }
    escaped = as_entities(text)
    escaped = _ADDRESS.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", escaped)
    escaped = _LINK.sub(lambda found: f"<{found[0]}>", escaped)
    # The longest name first, or "@ann lee" would be read as "@ann".
    longest_first = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    mention = re.compile(rf"(?<![\w@#<|/])(?:{longest_first})(?![\w-])", re.IGNORECASE)
    return mention.sub(lambda found: known[found[0].casefold()], escaped)


def _names(person: Json) -> set[str]:
    return {person["name"], person["real_name"], person["profile"]["display_name"]}


_PIECE = re.compile(
    r"<@(?P<user>[UW]\w+)(?:\|[^>]*)?>|<#(?P<channel>C\w+)(?:\|[^>]*)?>"
    r"|<!(?P<range>here|channel|everyone)(?:\|[^>]*)?>|<(?P<url>(?:https?|mailto):[^>|]+)(?:\|(?P<label>[^>]*))?>"
)


def as_rich_text(text: str) -> Json:
    """Make the rich_text block that Slack makes of a person's message."""
    elements: list[Json] = []
    end = 0
    for piece in _PIECE.finditer(text):
        elements += _plain(text[end : piece.start()])
        end = piece.end()
        if piece["user"]:
            elements.append({"type": "user", "user_id": piece["user"]})
        elif piece["channel"]:
            elements.append({"type": "channel", "channel_id": piece["channel"]})
        elif piece["range"]:
            elements.append({"type": "broadcast", "range": piece["range"]})
        else:
            label = {"text": piece["label"]} if piece["label"] else {}
            elements.append({"type": "link", "url": piece["url"], **label})
    elements += _plain(text[end:])
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "elements": [section]}


def _plain(text: str) -> list[Json]:
    literal = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return [{"type": "text", "text": literal}] if literal else []
