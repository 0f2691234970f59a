"""The pieces that hang in the gallery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cards.blocks import Json
from cards.message import Message
from rulebook.people import Member


class Surface(StrEnum):
    """The place where something is shown."""

    MESSAGE = "message"
    ANSWER = "answer"  # seen by one person alone
    FORM = "form"
    HOME = "home"  # the app's own tab


@dataclass(frozen=True)
class Piece:
    """One thing that the bot shows; `name` is its own, and fit for a link.

    `payload` is what Slack is sent: text and blocks, or a view. `whom` sees it; nobody: everybody
    in a channel. `errors` are sentences under the fields of a form, by block.
    """

    name: str
    title: str
    surface: Surface
    payload: Json
    whom: Member | None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def viewer(self) -> str:
        """Their id; "" for everybody."""
        return self.whom.id if self.whom else ""


@dataclass(frozen=True)
class Section:
    """Pieces that belong together."""

    title: str
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Its own, and fit for a link."""
        return slug(self.title)


def message(title: str, shown: Message, whom: Member | None) -> Piece:
    """A message in a conversation."""
    payload = {"text": shown.text, "blocks": [*shown.blocks]}
    return Piece(slug(title), title, Surface.MESSAGE, payload, whom)


def answer(title: str, shown: Mapping[str, Any], whom: Member) -> Piece:
    """An answer to a command."""
    payload = {"text": shown["text"], "blocks": shown["blocks"]}
    return Piece(slug(title), title, Surface.ANSWER, payload, whom)


def form(title: str, view: Json, whom: Member, errors: Mapping[str, str] | None = None) -> Piece:
    """A form, with what was found wrong when it was sent."""
    return Piece(slug(title), title, Surface.FORM, view, whom, errors or {})


def home(title: str, blocks: Sequence[Json], whom: Member) -> Piece:
    """Somebody's home tab."""
    payload = {"type": "home", "blocks": [*blocks]}
    return Piece(slug(title), title, Surface.HOME, payload, whom)


def slug(words: str) -> str:
    """Write words as a part of a link: *new-ticket-asked*."""
    letters = (letter if letter.isalnum() else " " for letter in words.casefold())
    return "-".join("".join(letters).split())
