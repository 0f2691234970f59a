"""A field of a kind's form as something to fill in, and reading it back."""

from typing import assert_never

from pydantic import TypeAdapter, ValidationError

from cards.blocks import Json
from cards.foreign_text import inline
from cards.ids import Action
from cards.inputs import field as asks_for
from cards.inputs import number_input, search, select, text_input, users_select
from cards.text_lengths import GLANCE, INPUT, ONE_LINE, typed
from rulebook.form import Colleague, Field, Widget
from rulebook.tickets import Suggestion, ticket_number

_COLLEAGUE: TypeAdapter[str] = TypeAdapter(Colleague)


def input_for(field: Field, given: str, chosen: Suggestion | None = None) -> Json:
    """Ask for a field, with what was given filled in; what does not fit in is said beside it.

    `chosen` names a customer whose key was given.
    """
    element, aside = _element(field, given, chosen)
    hint = " ".join(words for words in (aside, field.hint and f"{field.hint}.") if words)
    return asks_for(field.name, field.label, element, hint=hint, optional=field.optional)


def entered(element: Json) -> str:
    """Read what an input holds, as a command line would give it."""
    match element["type"]:
        case "users_select":
            return f"<@{element['selected_user']}>" if element["selected_user"] else ""
        case "static_select" | "external_select":
            return f"{element['selected_option']['value']}" if element["selected_option"] else ""
        case _:
            return f"{element['value'] or ''}"


def _element(field: Field, given: str, chosen: Suggestion | None) -> tuple[Json, str]:
    match field.widget:
        case Widget.TICKET:
            known = _ticket(given)
            words = "Type a number or a word of its title"
            return search(Action.FIND_TICKET, words, known), "" if known else _wrote(given)
        case Widget.CUSTOMER:
            return search(Action.FIND_CUSTOMER, "Type a name or an address", chosen), ""
        case Widget.ONE_LINE:
            one = text_input(given, longest=ONE_LINE, example=field.example)
            return one, _cut(given, ONE_LINE)
        case Widget.PARAGRAPH:
            several = text_input(given, multiline=True, example=field.example)
            return several, _cut(given, INPUT)
        case Widget.COLLEAGUE:
            somebody = _member_id(given)
            return users_select(somebody), "" if somebody else _wrote(given)
        case Widget.CHOICE:
            return select({choice: choice for choice in field.choices}, given), ""
        case Widget.MINUTES:
            return number_input(given), ""
        case _:
            assert_never(field.widget)


def _ticket(given: str) -> Suggestion | None:
    number = ticket_number(given)
    return Suggestion(value=number, words=f"#{number}") if number else None


def _member_id(given: str) -> str | None:
    try:
        return _COLLEAGUE.validate_python(given)
    except ValidationError:
        return None


def _wrote(given: str) -> str:
    return f"You wrote: {inline(given, GLANCE)}. Choose from the list." if given.strip() else ""


def _cut(given: str, longest: int) -> str:
    if typed(given, longest) == given:
        return ""
    return f"A form holds {longest:,} characters, so the end of what you wrote was cut."
