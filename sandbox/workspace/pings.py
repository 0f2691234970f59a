"""Pings, by which a message makes people look up: mentions count where Slack would find them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.workspace.records import Json

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_BROADCAST = re.compile(r"<!(channel|here|everyone)(?:\|[^<>]*)?>")
# Only a message that asks for it (parse=full, link_names) has plain words turned into mentions.
_PLAIN_BROADCAST = re.compile(r"(?<![\w<!])@(channel|here|everyone)\b")
# Foreign text in these is drawn as it stands.
_LITERAL = frozenset({"plain_text", "raw_text", "text", "link"})


def pinged(
    message: Json, members: list[str], repliers: list[str], *, direct: bool, parse: bool
) -> list[tuple[str, str]]:
    """Return who is pinged and why, each person once, for the strongest reason."""
    people, broadcasts = mentions(message, parse=parse)
    reasons: dict[str, str] = {}
    for word in broadcasts:
        reasons.update(dict.fromkeys(members, f"@{word}"))
    reasons.update(dict.fromkeys(repliers, "thread reply"))
    if direct:
        reasons.update(dict.fromkeys(members, "direct message"))
    reasons.update({person: "mention" for person in people if person in members})
    reasons.pop(message["user"], None)
    return list(reasons.items())


def mentions(message: Json, *, parse: bool = False) -> tuple[set[str], set[str]]:
    """Return the people and the broadcasts (channel, here, everyone) that a message names.

    `text` is read even when there are blocks, because it is what a notification shows.
    """
    people: set[str] = set()
    broadcasts: set[str] = set()
    for part in (*_parts(message.get("blocks", [])), *_parts(message.get("attachments", []))):
        match part:
            case {"type": "user", "user_id": str(person)}:
                people.add(person)
            case {"type": "broadcast", "range": str(word)}:
                broadcasts.add(word)
    for text in (message.get("text", ""), *_markup(message)):
        people.update(_MENTION.findall(text))
        broadcasts.update(_BROADCAST.findall(text))
        if parse:
            broadcasts.update(_PLAIN_BROADCAST.findall(text))
    return people, broadcasts


def _markup(message: Json) -> Iterator[str]:
    for part in _parts(message.get("blocks", [])):
        if part.get("type") not in _LITERAL:
            yield from (text for text in (part.get("text"),) if isinstance(text, str))
    for part in _parts(message.get("attachments", [])):
        if part.get("type") not in _LITERAL:
            yield from (value for value in part.values() if isinstance(value, str))


def _parts(value: Any) -> Iterator[Json]:  # noqa: ANN401 (any JSON)
    """Walk through every object of a JSON value."""
    if isinstance(value, dict):
        yield value
    children: Iterable[Any] = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for child in children:
        yield from _parts(child)
