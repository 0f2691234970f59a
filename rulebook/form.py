"""The form of a request: typed fields, read from a command line or from a form in Slack."""

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from itertools import takewhile
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from rulebook.descriptions import clear
from rulebook.tickets import ticket_number
from rulebook.value import Value

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|([UW][A-Z0-9]{2,})")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONGEST_SESSION = 480


class Widget(StrEnum):
    """The way in which a field is asked for."""

    TICKET = "ticket"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"
    ONE_LINE = "one line"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    MINUTES = "minutes"


class Mark(Enum):
    """A mark on a field: what else is to be known of it."""

    TICKET_TEXT = "becomes the text of a ticket, so nothing sensitive may stand in it"


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


def _minutes(written: str | int) -> int:
    digits = str(written).strip()
    minutes = int(digits) if re.fullmatch("[0-9]{1,4}", digits) else 0
    if not 0 < minutes <= _LONGEST_SESSION:
        raise PydanticCustomError(
            "minutes", f"Minutes are a whole number from 1 to {_LONGEST_SESSION}."
        )
    return minutes


def _clear(written: str) -> str:
    if not clear(written):
        raise PydanticCustomError(
            "description",
            "A clear description says what was done (steps), what was expected and what happened "
            "instead. Add what is missing.",
        )
    return written


TicketNumber = Annotated[str, BeforeValidator(_ticket), Widget.TICKET]
# One that may be left out is whoever asks.
Colleague = Annotated[str, BeforeValidator(_colleague), Widget.COLLEAGUE]
CustomerKey = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150),
    Widget.CUSTOMER,
]
OneLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255), Widget.ONE_LINE
]
Paragraph = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    Widget.PARAGRAPH,
]
Minutes = Annotated[int, BeforeValidator(_minutes), Widget.MINUTES]
Title = Annotated[OneLine, Mark.TICKET_TEXT]
Description = Annotated[Paragraph, AfterValidator(_clear), Mark.TICKET_TEXT]


@dataclass(frozen=True)
class Field:
    """One field of a form: its name in code, what it is called, and how it is asked for."""

    name: str
    label: str
    hint: str
    widget: Widget
    optional: bool = False
    example: str = ""
    choices: tuple[str, ...] = ()
    ticket_text: bool = False

    @property
    def text(self) -> bool:
        """Tell whether anything can be written into it."""
        return self.widget in {Widget.ONE_LINE, Widget.PARAGRAPH}


class Form(Value):
    """A kind's form. Fields are declared in the order of the command line."""

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """Every field in order. A field without a widget is an error in the kind."""
        return _fields(cls)

    @classmethod
    def fixed(cls) -> tuple[str, ...]:
        """The names of the fields that stay as they were asked: another ticket, another request."""
        fields = (field for field in cls.fields() if field.widget is Widget.TICKET)
        return tuple(field.name for field in fields if not field.optional)

    @classmethod
    def named(cls, widget: Widget) -> tuple[str, ...]:
        """The names of the fields that are asked for so."""
        return tuple(field.name for field in cls.fields() if field.widget is widget)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_left_out(cls, given: dict[str, Any]) -> dict[str, Any]:
        seen = {name: _visible(value) for name, value in given.items()}
        return {name: value for name, value in seen.items() if value != ""}

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the tickets that are named."""
        named = (getattr(self, name) for name in self.named(Widget.TICKET))
        return tuple(number for number in named if number)

    @property
    def given(self) -> dict[str, Any]:
        """The values given, as they are kept; what was left out is not in it."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def read_line(cls, line: str) -> dict[str, str]:
        """Read what a command line gives: what stands before the first text field, in any order.

        The rest is that text.
        """
        given: dict[str, str] = {}
        rest = line.strip()
        expected = list(takewhile(lambda field: not field.text, cls.fields()))
        while rest:
            word, _, after = rest.partition(" ")
            field = next((field for field in expected if _reads(field.widget, word)), None)
            if field is None:
                break
            given[field.name] = word
            expected.remove(field)
            rest = after.strip()
        text = next((field for field in cls.fields() if field.text), None)
        if rest and text:
            given[text.name] = rest
        return given


@cache
def _fields(form: type[Form]) -> tuple[Field, ...]:
    return tuple(_field(name, info) for name, info in form.model_fields.items())


def _visible(value: Any) -> Any:  # noqa: ANN401 (whatever was given)
    """A text without what nobody can see; "" where there is nothing else."""
    if not isinstance(value, str):
        return value
    seen = _UNSEEN.sub("", value)
    return seen if seen.strip() else ""


def _reads(widget: Widget, word: str) -> bool:
    match widget:
        case Widget.TICKET:
            return ticket_number(word) is not None
        case Widget.COLLEAGUE:
            return word.startswith(("@", "<@"))
        case _:
            return False


def _field(name: str, info: FieldInfo) -> Field:
    widget = next(mark for mark in info.metadata if isinstance(mark, Widget))
    kind: Any = info.annotation
    examples = info.examples or [""]
    return Field(
        name=name,
        label=info.title or name.replace("_", " ").capitalize(),
        hint=info.description or "",
        widget=widget,
        optional=not info.is_required(),
        example=str(examples[0]),
        choices=tuple(kind) if widget is Widget.CHOICE else (),
        ticket_text=Mark.TICKET_TEXT in info.metadata,
    )
