"""Sentences with people, tickets and instants in them; cards draw each as Slack shows it."""

from collections.abc import Iterator
from datetime import datetime
from string import Formatter
from typing import Literal
from zoneinfo import ZoneInfo

from rulebook.people import Member, Person
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


class NewTicketLink(Value):
    """The ticket that the request creates; told apart once it is there."""

    type: Literal["new ticket"] = "new ticket"


Part = Text | Mention | TicketLink | Instant | NewTicketLink
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


def with_new_ticket(parts: Phrase, created: Ticket | None) -> Phrase:
    """Name the ticket that was created, where a phrase speaks of it."""
    if created is None:
        return parts
    return tuple(_part(created) if isinstance(part, NewTicketLink) else part for part in parts)


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
        case NewTicketLink():
            return "the new ticket"
        case Instant():
            zone = "UTC" if timezone == "UTC" else f"({timezone})"
            return f"{part.at.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M} {zone}"
