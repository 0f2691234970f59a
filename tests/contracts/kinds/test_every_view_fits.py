"""Slack takes everything that is drawn of any kind, with the longest that anybody can write."""

import pytest

from cards.decider_card import decider_card
from cards.desk import desk_answer
from cards.forms import (
    answer_form,
    ask_form,
    change_form,
    deny_form,
    edit_form,
    request_form,
)
from cards.requester_card import requester_message
from gallery import samples
from gallery.every_kind import every_request, given, readers, request
from gallery.promise_samples import every_form, every_message, every_promise
from rulebook.commands import commands
from rulebook.desk import Desk
from rulebook.duty import Duty
from rulebook.form import Widget
from rulebook.kinds import KINDS, AnyKind
from rulebook.moves import State
from tests.cards.extremes import LONGEST
from tests.cards.judges import accepts_blocks, accepts_message, accepts_view

# What a command line can fill in.
TYPED = {Widget.TICKET, Widget.COLLEAGUE, Widget.ONE_LINE, Widget.PARAGRAPH}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
# One of the longest is enough for every day.
ESCAPED, *OTHERS = LONGEST
texts = pytest.mark.parametrize(
    "text",
    [ESCAPED, *(pytest.param(text, marks=pytest.mark.thorough) for text in ("", *OTHERS))],
    ids=lambda text: text[:3] or "plain",
)
FORMS = (answer_form, ask_form, change_form, deny_form, edit_form)


def typed(kind: AnyKind, text: str) -> dict[str, str]:
    fields = kind.form.fields()
    return {field.name: text for field in fields if field.widget in TYPED}


@every_kind
@texts
def test_slack_takes_the_form_of_a_request(kind: AnyKind, text: str) -> None:
    accepts_view(request_form(kind, {}))
    accepts_view(request_form(kind, given(kind, text)))
    wrong = dict.fromkeys((field.name for field in kind.form.fields()), text or "No")
    accepts_view(request_form(kind, typed(kind, text), wrong))


@every_kind
@texts
def test_slack_takes_every_form_about_a_request(kind: AnyKind, text: str) -> None:
    for asked in every_request(kind, text):
        for form in FORMS:
            accepts_view(form(asked))


@every_kind
@texts
def test_slack_takes_the_card_of_every_reader_in_every_state(kind: AnyKind, text: str) -> None:
    everybody = readers(text)
    for asked in every_request(kind, text):
        for reader in everybody:
            accepts_message(decider_card(asked, reader))


@every_kind
@texts
def test_slack_takes_the_requesters_message_in_every_state(kind: AnyKind, text: str) -> None:
    for asked in every_request(kind, text):
        accepts_message(requester_message(asked, samples.AMIRA))


@texts
def test_slack_takes_every_word_of_a_promise_and_every_list(text: str) -> None:
    for message in every_message(text):
        accepts_message(message)


@texts
def test_slack_takes_every_form_of_a_promise(text: str) -> None:
    for form in every_form(text):
        accepts_view(form)


@texts
def test_slack_takes_a_desk_with_many_requests_of_every_kind(text: str) -> None:
    asked = [asked for kind in KINDS.values() for asked in every_request(kind, text)]
    lina = Duty(who=samples.member(text or "Lina", "U0LINA"), because=f"{text} leads.")
    for several in (asked, [*reversed(asked)], [request(kind) for kind in KINDS.values()]):
        desk = Desk(
            mine=tuple(several),
            for_me=tuple(each for each in several if each.state in {State.PENDING, State.ASKED}),
            duty=lina,
            at=samples.MONDAY,
            next_duty=lina,
            changes_at=samples.MONDAY,
            promises=tuple(every_promise(text)),
            team=tuple(every_promise(text)),
            leads=True,
            muted=True,
        )
        accepts_blocks(desk_answer(desk, commands())["blocks"])
