"""The forms of a request: asking, denying, and a form that only says something."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, assert_never

from pydantic import TypeAdapter, ValidationError

from cards.blocks import Json, draw, fact, lines, member, rich, say, text
from cards.facts import asked
from cards.foreign import inline
from cards.ids import Action, BlockId, FormId, card_value
from cards.inputs import field as asks_for
from cards.inputs import filled_in, modal, text_input, users_select
from cards.limits import FACT, GLANCE, INPUT, typed
from rulebook.form import Colleague, Field, Widget
from rulebook.kinds import AnyKind
from rulebook.phrase import Phrase
from rulebook.request import Request

_NOTHING_WRONG: Mapping[str, str] = MappingProxyType({})
_COLLEAGUE: TypeAdapter[str] = TypeAdapter(Colleague)


def request_form(
    kind: AnyKind, given: Mapping[str, str], errors: Mapping[str, str] = _NOTHING_WRONG
) -> Json:
    """Draw a kind's form with what was given filled in, and what is wrong with it on top."""
    fields = kind.form.fields()
    intro = lines([text(f"{kind.command.description}.")], [text(kind.rule)])
    return modal(
        FormId.REQUEST,
        kind.title,
        [
            *_wrong(fields, errors),
            rich(intro),
            *(_input(field, given.get(field.name, "")) for field in fields),
        ],
        submit="Ask",
        metadata=kind.name,
    )


def read_request_form(view: Mapping[str, Any]) -> dict[str, str]:
    """Read what a sent request form holds, by field name, as a command line would give it."""
    given = {name: _given(element) for name, element in filled_in(view).items()}
    return {name: words for name, words in given.items() if words}


def deny_form(request: Request) -> Json:
    """Ask who denies for the reason."""
    reads = member(request.requester)
    return modal(
        FormId.DENY,
        "Deny",
        [
            rich(
                lines(draw(asked(request), bold=True), [reads, text(" reads what you write here.")])
            ),
            asks_for(
                BlockId.REASON,
                "Why not, and what would help instead",
                text_input(multiline=True),
            ),
        ],
        submit="Deny",
        metadata=card_value(request),
    )


def read_reason(view: Mapping[str, Any]) -> str:
    """Read the reason from a sent deny form."""
    reason = view["state"]["values"][BlockId.REASON][Action.INPUT]["value"]
    return f"{reason or ''}"


def message_form(title: str, phrase: Phrase) -> Json:
    """Say something where a form was."""
    return modal(FormId.MESSAGE, title, [rich(*say(phrase))])


def _wrong(fields: tuple[Field, ...], errors: Mapping[str, str]) -> list[Json]:
    labels = {field.name: field.label for field in fields}
    wrong = [
        fact(labels.get(name, "Please look again"), text(inline(sentence, FACT)))
        for name, sentence in errors.items()
    ]
    return [rich(lines(*wrong))] if wrong else []


def _input(field: Field, given: str) -> Json:
    match field.widget:
        case Widget.TICKET:
            element, aside = text_input(given), _cut(given)
        case Widget.PARAGRAPH:
            element, aside = text_input(given, multiline=True), _cut(given)
        case Widget.COLLEAGUE:
            chosen = _member_id(given)
            element, aside = users_select(chosen), "" if chosen else _not_found(given)
        case _:
            assert_never(field.widget)
    hint = " ".join(words for words in (aside, field.hint and f"{field.hint}.") if words)
    return asks_for(field.name, field.label, element, hint=hint)


def _member_id(given: str) -> str | None:
    try:
        return _COLLEAGUE.validate_python(given)
    except ValidationError:
        return None


def _not_found(given: str) -> str:
    return (
        f"You wrote: {inline(given, GLANCE)}. Choose them from the list." if given.strip() else ""
    )


def _cut(given: str) -> str:
    if typed(given) == given:
        return ""
    return f"A form holds {INPUT:,} characters, so the end of what you wrote was cut."


def _given(element: Json) -> str:
    if element["type"] == "users_select":
        return f"<@{element['selected_user']}>" if element["selected_user"] else ""
    return element["value"] or ""
