"""The forms of a request, and those that ask why."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from cards.forms import (
    answer_form,
    ask_form,
    change_form,
    deny_form,
    edit_form,
    message_form,
    request_form,
)
from gallery.piece import Piece, Section, form
from gallery.ways import AMIRA, LINA, asked_for, filled_in, ways
from rulebook.kind import field_errors
from rulebook.kinds import ASKED_FOR, AnyKind
from rulebook.phrase import phrase
from rulebook.refusals import NothingChanged, ReasonNeeded, TicketIsClosed, WordsNeeded
from rulebook.request import Request


def sections() -> Iterator[Section]:
    """Of each kind: empty, filled in, with what is wrong; then the forms about a request."""
    for kind in ASKED_FOR.values():
        yield Section(f"{kind.title}: forms", tuple(_of_a_kind(kind)))
    some = next(iter(ASKED_FOR.values()))
    asked = next(way.request for way in ways(some) if way.title == "asked")
    yield Section("Reasons, questions and answers", tuple(_about(asked)))


def _of_a_kind(kind: AnyKind) -> Iterator[Piece]:
    known, wrong = filled_in(kind), wrong_with_nothing(kind)
    fields = [field.name for field in kind.form.fields()]
    typed = {fields[0]: known[fields[0]]}
    mended = {name: words for name, words in wrong.items() if name not in typed}
    yield form(f"{kind.title}: empty", request_form(kind, {}), AMIRA)
    yield form(f"{kind.title}: filled in", request_form(kind, known), AMIRA)
    opened = request_form(kind, typed, dict([*mended.items()][:2]))
    yield form(f"{kind.title}: from a command with something wrong in it", opened, AMIRA)
    yield form(f"{kind.title}: sent empty", request_form(kind, {}), AMIRA, wrong)
    request = asked_for(kind)
    same = {next(_inputs(edit_form(request))): f"{NothingChanged()}"}
    yield form(f"{kind.title}: edit", edit_form(request), AMIRA)
    yield form(f"{kind.title}: edited without a difference", edit_form(request), AMIRA, same)
    yield form(f"{kind.title}: change and approve", change_form(request), LINA)
    what = phrase("Asked. {who} has it, and you will hear from me.", who=LINA)
    yield form(f"{kind.title}: sent", message_form(kind.title, what), AMIRA)


def wrong_with_nothing(kind: AnyKind) -> Mapping[str, str]:
    """The errors at each field when a form is sent empty."""
    try:
        kind.read({})
    except ValidationError as invalid:
        return field_errors(invalid)
    return {}


def _about(asked: Request) -> Iterator[Piece]:
    no_reason = {"words": f"{ReasonNeeded(requester=asked.requester)}"}
    no_words = {"words": f"{WordsNeeded()}"}
    yield form("Deny", deny_form(asked), LINA)
    yield form("Deny without a reason", deny_form(asked), LINA, no_reason)
    yield form("Ask", ask_form(asked), LINA)
    yield form("Ask without words", ask_form(asked), LINA, no_words)
    yield form("Answer", answer_form(asked), AMIRA)
    closed = next(iter(asked.facts.tickets.values())) if asked.facts else None
    if closed:
        refused = message_form("Not done", TicketIsClosed(ticket=closed.ticket).sentence)
        yield form("Not done", refused, LINA)


def _inputs(view: Mapping[str, list[dict[str, str]]]) -> Iterator[str]:
    return (block["block_id"] for block in view["blocks"] if block["type"] == "input")
