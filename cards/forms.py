"""The forms of a request: asking, changing it, saying why, and one that only says something."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cards.blocks import Json, Line, draw, fact, lines, member, quote, rich, say, text
from cards.facts import asked
from cards.fields import entered, input_for
from cards.foreign_text import inline
from cards.ids import BlockId, FormId, card_value
from cards.inputs import field as asks_for
from cards.inputs import filled_in, modal, text_input
from cards.text_lengths import FACT, SENTENCE, SHORTENED
from rulebook.form import Field
from rulebook.kinds import KINDS, AnyKind
from rulebook.phrase import Phrase, phrase
from rulebook.request import Request
from rulebook.tickets import Suggestion

_NOTHING_WRONG: Mapping[str, str] = MappingProxyType({})


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
            *(input_for(field, given.get(field.name, "")) for field in fields),
        ],
        submit="Ask",
        metadata=kind.name,
    )


def edit_form(request: Request) -> Json:
    """Let the requester change what they ask; the ticket stays."""
    words = phrase("Whoever decides sees what you changed.")
    return _amended(request, FormId.EDIT, "Save", words)


def change_form(request: Request) -> Json:
    """Let the decider approve something a little different; the ticket stays."""
    words = phrase(
        "Approved as it stands here. {requester} hears what you changed, and the note has it.",
        requester=request.requester,
    )
    return _amended(request, FormId.CHANGE, "Approve", words)


def read_request_form(view: Mapping[str, Any]) -> dict[str, str]:
    """Read what a sent request form holds, by field name, as a command line would give it."""
    given = {name: entered(element) for name, element in filled_in(view).items()}
    return {name: words for name, words in given.items() if words}


def deny_form(request: Request) -> Json:
    """Ask who denies for the reason."""
    reads = [member(request.requester), text(" reads what you write here.")]
    why = "Why not, and what would help instead"
    return _words_form(request, FormId.DENY, reads, why)


def ask_form(request: Request) -> Json:
    """Ask the decider for the question."""
    waits = [
        member(request.requester),
        text(" is asked, and has all the time they need to answer."),
    ]
    return _words_form(request, FormId.ASK, waits, "Your question")


def answer_form(request: Request) -> Json:
    """Show the requester the question, and ask for the answer."""
    question = [
        element for said in request.talk[-1:] for element in (member(said.by), text(" asks:"))
    ]
    quoted = [
        block for said in request.talk[-1:] for block in quote(said.words, SENTENCE, SHORTENED)
    ]
    return _words_form(request, FormId.ANSWER, question, "Your answer", *quoted)


def read_words(view: Mapping[str, Any]) -> str:
    """Read the reason, question or answer from a sent form."""
    return entered(filled_in(view)[BlockId.WORDS])


def message_form(title: str, phrase: Phrase) -> Json:
    """Say something where a form was."""
    return modal(FormId.MESSAGE, title, [rich(*say(phrase))])


def _words_form(request: Request, form: FormId, explained: Line, label: str, *more: Json) -> Json:
    title = form.value.capitalize()
    return modal(
        form,
        title,
        [
            rich(lines(draw(asked(request), bold=True), explained), *more),
            asks_for(BlockId.WORDS, label, text_input(multiline=True)),
        ],
        submit=title,
        metadata=card_value(request),
    )


def _amended(request: Request, form: FormId, submit: str, explained: Phrase) -> Json:
    kind = KINDS[request.kind]
    fields = [field for field in kind.form.fields() if field.name not in kind.form.fixed()]
    given = {name: f"{value}" for name, value in request.form.items()}
    return modal(
        form,
        form.value.capitalize(),
        [
            rich(lines(draw(asked(request), bold=True), draw(explained))),
            *(
                input_for(field, given.get(field.name, ""), _chosen(request, field))
                for field in fields
            ),
        ],
        submit=submit,
        metadata=card_value(request),
    )


def _chosen(request: Request, field: Field) -> Suggestion | None:
    customer = request.facts.customers.get(field.name) if request.facts else None
    return Suggestion(value=customer.key, words=customer.name) if customer else None


def _wrong(fields: tuple[Field, ...], errors: Mapping[str, str]) -> list[Json]:
    labels = {field.name: field.label for field in fields}
    wrong = [
        fact(labels.get(name, "Please look again"), text(inline(sentence, FACT)))
        for name, sentence in errors.items()
    ]
    return [rich(lines(*wrong))] if wrong else []
