"""What a request asks for: typed fields, read from a command line or from a form in Slack."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from rulebook.tickets import ticket_number
from rulebook.value import Value

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|([UW][A-Z0-9]{2,})")


class Widget(StrEnum):
    """How a field is asked for."""

    TICKET = "ticket"
    COLLEAGUE = "colleague"
    PARAGRAPH = "paragraph"


def _ticket(written: str) -> str:
    number = ticket_number(written)
    if number is None:
        raise PydanticCustomError(
            "ticket", "A ticket is a number such as 4711 or #4711, or a pasted helpdesk link."
        )
    return number


def _colleague(written: str) -> str:
    match = _MENTION.fullmatch(written.strip())
    if match is None:
        raise PydanticCustomError(
            "colleague", "Nobody here goes by that name. Choose a colleague from the list."
        )
    return match.group(1) or match.group(2)


TicketNumber = Annotated[str, BeforeValidator(_ticket), Widget.TICKET]
Colleague = Annotated[str, BeforeValidator(_colleague), Widget.COLLEAGUE]
Paragraph = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    Widget.PARAGRAPH,
]


@dataclass(frozen=True)
class Field:
    """One field of a form: its name in code, what it is called, a hint, and its widget."""

    name: str
    label: str
    hint: str
    widget: Widget


class Form(Value):
    """A kind's form. Fields are declared in the order of the command line."""

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """Every field in order. A field without a widget is an error in the kind."""
        return tuple(
            Field(
                name=name,
                label=info.title or name.replace("_", " ").capitalize(),
                hint=info.description or "",
                widget=next(mark for mark in info.metadata if isinstance(mark, Widget)),
            )
            for name, info in cls.model_fields.items()
        )

    @classmethod
    def read_line(cls, line: str) -> dict[str, str]:
        """Read what a command line gives: tickets and colleagues first, the rest is text."""
        given: dict[str, str] = {}
        rest = line.strip()
        expected = [field for field in cls.fields() if field.widget is not Widget.PARAGRAPH]
        while rest:
            word, _, after = rest.partition(" ")
            field = next((field for field in expected if _reads(field.widget, word)), None)
            if field is None:
                break
            given[field.name] = word
            expected.remove(field)
            rest = after.strip()
        text = next((field for field in cls.fields() if field.widget is Widget.PARAGRAPH), None)
        if rest and text:
            given[text.name] = rest
        return given


def _reads(widget: Widget, word: str) -> bool:
    match widget:
        case Widget.TICKET:
            return ticket_number(word) is not None
        case Widget.COLLEAGUE:
            return word.startswith("@") or _MENTION.fullmatch(word) is not None
        case Widget.PARAGRAPH:
            return True
