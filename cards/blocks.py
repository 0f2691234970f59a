"""The few building blocks that every card, message and form is made of."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, assert_never

from cards.foreign_text import inline, name_of, paragraph, shorten
from cards.ids import Action, BlockId
from cards.text_lengths import FACT, HEADER, LINK, NAME, SENTENCE, SHORTENED, size
from rulebook.people import Member
from rulebook.phrase import (
    Instant,
    Link,
    Mention,
    Part,
    Phrase,
    ResultLink,
    Text,
    TicketLink,
    phrase,
    plain,
)

Json = dict[str, Any]
Line = list[Json]
Writer = Callable[[str, int, str], str]

_WEB = re.compile(r"https?://[^\s<>|]+")


def plain_text(text: str) -> Json:
    """Write text in which Slack reads nothing, not even an emoji's name."""
    return {"type": "plain_text", "text": text, "emoji": False}


def text(words: str, *, bold: bool = False) -> Json:
    """Write words inside rich text."""
    return {"type": "text", "text": words} | _style(bold=bold)


def link(url: str, words: str, *, bold: bool = False) -> Json:
    """Link to a page, or write the words alone where there is no page to link to."""
    if len(url) > LINK or not _WEB.fullmatch(url):
        return text(words, bold=bold)
    return {**text(words, bold=bold), "type": "link", "url": url}


def emoji(name: str) -> Json:
    """Show one of Slack's own emoji."""
    return {"type": "emoji", "name": name}


def draw(words: Phrase, *, mentions: bool = True, bold: bool = False) -> Line:
    """Draw a phrase within one line; without `mentions`, people are written by name."""
    return _elements(words, inline, FACT, mentions=mentions, bold=bold)


def say(words: Phrase, *, mentions: bool = True) -> list[Json]:
    """Draw sentences of any length; several lines of somebody's, after a colon, are quoted."""
    before, last = words[:-1], words[-1] if words else Text(text="…")
    introduced = before and isinstance(before[-1], Text) and before[-1].text.rstrip().endswith(":")
    if introduced and isinstance(last, Text) and len(last.text.splitlines()) > 1:
        said = _elements(before, paragraph, SENTENCE, mentions=mentions)
        return [section(said), *quote(last.text, SENTENCE, SHORTENED)]
    return [section(_elements(words, paragraph, SENTENCE, mentions=mentions) or [text("…")])]


def _elements(
    words: Phrase, write: Writer, limit: int, *, mentions: bool, bold: bool = False
) -> Line:
    long = sum(isinstance(part, Text) and size(part.text) > limit // 5 for part in words)
    room = limit // max(long, 1)
    drawn = (_element(part, write, room, mentions=mentions, bold=bold) for part in words)
    return [element for element in drawn if element.get("text") != ""]


def _element(part: Part, write: Writer, room: int, *, mentions: bool, bold: bool) -> Json:
    match part:
        case Text():
            return text(write(part.text, room, SHORTENED), bold=bold)
        case Mention() if mentions:
            return {"type": "user", "user_id": part.id} | _style(bold=bold)
        case Mention():
            return text(name_of(part.name), bold=bold)
        case TicketLink():
            return link(part.link, inline(f"#{part.number}", NAME), bold=bold)
        case Link():
            return link(part.link, inline(part.name, NAME), bold=bold)
        case ResultLink():
            return text(plain((part,)), bold=bold)
        case Instant():
            return instant(part.at, bold=bold)
        case _:
            assert_never(part)


def instant(at: datetime, *, bold: bool = False) -> Json:
    """Show a moment in the reader's own time zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_short_pretty} at {time}",
        "fallback": plain((Instant(at=at.astimezone(UTC)),)),
    } | _style(bold=bold)


def member(who: Member, *, mentions: bool = True) -> Json:
    """Name one person."""
    (element,) = draw(phrase("{who}", who=who), mentions=mentions)
    return element


def fact(label: str, *line: Json) -> Line:
    """One line of a card: our label in bold, then what it is."""
    return [text(f"{label}  ", bold=True), *line]


def section(line: Line) -> Json:
    """One paragraph of rich text; Slack refuses empty words, so they are left out."""
    return {
        "type": "rich_text_section",
        "elements": [part for part in line if part.get("text") != ""],
    }


def lines(*several: Line) -> Json:
    """Several lines as one paragraph."""
    broken = [element for line in several if line for element in (text("\n"), *line)]
    return section(broken[1:])


def quote(words: str, limit: int, ending: str) -> list[Json]:
    """Set what somebody wrote apart, so that it cannot pass for a line of ours."""
    written = paragraph(words.strip(), limit, ending)
    return [{"type": "rich_text_quote", "elements": [text(written)]}] if written else []


def rich(*elements: Json) -> Json:
    """Put paragraphs and quotes into a block."""
    return {"type": "rich_text", "elements": list(elements)}


def header(words: str) -> Json:
    """The headline."""
    return {"type": "header", "text": plain_text(shorten(words, HEADER))}


def small(words: str, *, block_id: BlockId | None = None) -> Json:
    """Small print."""
    context = {"type": "context", "elements": [plain_text(inline(words, FACT))]}
    return context | ({"block_id": block_id} if block_id else {})


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def actions(*buttons: Json) -> Json:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def button(
    action: Action | str,
    label: str,
    value: str,
    style: Literal["primary", "danger"] | None = None,
    *,
    confirm: str = "",
) -> Json:
    """Something to press; with `confirm`, after that question."""
    pressed: Json = {"type": "button", "action_id": action, "text": plain_text(label)}
    pressed |= {"value": value} | ({"style": style} if style else {})
    return pressed | ({"confirm": _confirm(label, confirm)} if confirm else {})


def menu(options: Mapping[str, str]) -> list[Json]:
    """The rest, behind three dots: value and words of each line; nothing where there is none."""
    lines = [{"text": plain_text(words), "value": value} for value, words in options.items()]
    return [{"type": "overflow", "action_id": Action.MORE, "options": lines}] if lines else []


def _confirm(label: str, question: str) -> Json:
    return {
        "title": plain_text(label),
        "text": plain_text(question),
        "confirm": plain_text(label),
        "deny": plain_text("Cancel"),
    }


def _style(*, bold: bool) -> Json:
    return {"style": {"bold": True}} if bold else {}
