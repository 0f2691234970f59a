"""Sentences with people, tickets and instants in them; cards draw each as Slack shows it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from string import Formatter
from typing import Literal
from zoneinfo import ZoneInfo

from rulebook.people import Member, Person
from rulebook.result import Result
from rulebook.tickets import Ticket
from rulebook.value import Value


class Text(Value):
    """Words, ours or anybody's. They stay text."""

    type: Literal["text"] = "text"
    text: str


class Mention(Value):
    """A member, by Slack id and the name to show where a mention would ping."""

    type: Literal["mention"] = "mention"
    id: str
    name: str


class TicketLink(Value):
    """A ticket one can open."""

    type: Literal["ticket"] = "ticket"
    number: str
    link: str


class Instant(Value):
    """A moment, shown in the reader's own time zone."""

    type: Literal["instant"] = "instant"
    at: datetime


class Link(Value):
    """Something one can open, by its name."""

    type: Literal["link"] = "link"
    name: str
    link: str


class ResultLink(Value):
    """The thing that a step of the request brings about; told apart once it is there."""

    type: Literal["result", "new ticket"] = "result"  # the second is how it was kept before
    what: str = "ticket"


Part = Text | Mention | TicketLink | Instant | Link | ResultLink
Phrase = tuple[Part, ...]
Fillable = str | Member | Person | Ticket | datetime | Part


def phrase(words: str, /, **things: Fillable) -> Phrase:
    """Fill the `{things}` into a sentence: `phrase("{who} has {ticket}.", who=…, ticket=…)`."""
    return tuple(_parts(words, things))


def _parts(words: str, things: dict[str, Fillable]) -> Iterator[Part]:
    for literal, name, _, _ in Formatter().parse(words):
        if literal:
            yield Text(text=literal)
        if name is not None:
            yield _part(things[name])


def _part(thing: Fillable) -> Part:
    match thing:
        case str():
            return Text(text=thing)
        case Member() if not thing.id:
            return Text(text=thing.name)
        case Member():
            return Mention(id=thing.id, name=thing.name)
        case Person():
            return Text(text=thing.name)
        case Ticket():
            return TicketLink(number=thing.number, link=thing.link)
        case datetime():
            return Instant(at=thing)
        case _:
            return thing


def with_results(parts: Phrase, results: Mapping[str, Result]) -> Phrase:
    """Name what steps brought about, where a phrase speaks of it."""
    return tuple(
        _named(results[part.what])
        if isinstance(part, ResultLink) and part.what in results
        else part
        for part in parts
    )


def _named(result: Result) -> Part:
    if result.what == "ticket":
        return TicketLink(number=result.name.removeprefix("#"), link=result.link)
    return Link(name=result.name, link=result.link)


def plain(parts: Phrase, timezone: str = "UTC") -> str:
    """Write a phrase as text alone; instants by the clock of this IANA zone."""
    return "".join(_plain(part, timezone) for part in parts)


def _plain(part: Part, timezone: str) -> str:
    match part:
        case Text():
            return part.text
        case Mention():
            return part.name
        case TicketLink():
            return f"#{part.number}"
        case Link():
            return part.name
        case ResultLink():
            return f"the new {part.what}"
        case Instant():
            zone = "UTC" if timezone == "UTC" else f"({timezone})"
            return f"{part.at.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M} {zone}"
