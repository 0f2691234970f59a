"""One card for several readers: what each may press, and what else each ought to know."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cards.decider_card import decider_card
from cards.forms import answer_form, ask_form, change_form, edit_form
from cards.ids import Action, FormId, menu_value, read_menu_value
from cards.requester_card import requester_message
from cards.text_lengths import BESIDE, TALK
from cards.viewer import Viewer
from gallery import samples
from gallery.every_kind import request
from rulebook.kinds import KINDS
from rulebook.moves import State
from rulebook.request import REVERSIBLE_FOR, Change, Said, StepState
from tests.cards.judges import accepts_view, nodes, shown
from tests.cards.test_decider_card import buttons

THEO = replace(samples.LINA, id="U0THEO")
MUBEEN = replace(samples.LINA, id="U0MUBEEN")
OFF_DUTY = replace(samples.LINA, decides=False)
PASS_ON, TAKE = "Pass on to Mubeen", "I take it"
LINA, AMIRA = samples.member("Lina", "U0LINA"), samples.member()
QUESTION = Said(by=LINA, words="Why Bea?", at=samples.MONDAY)
ANSWER = Said(by=AMIRA, words="She speaks French.", at=samples.MONDAY, answers=True)
DONE = (samples.step(StepState.DONE), samples.step(StepState.DONE, note=True))


def menu_of(blocks: object) -> dict[str, str]:
    """The lines of a card's menu: words and value."""
    menus = [node["options"] for node in nodes(blocks) if node.get("type") == "overflow"]
    return {line["text"]["text"]: line["value"] for menu in menus for line in menu}


@pytest.mark.parametrize(
    ("reader", "lines"),
    [
        (samples.LINA, [PASS_ON]),
        (THEO, [PASS_ON, TAKE]),
        (MUBEEN, [TAKE]),
        (replace(samples.LINA, manager=samples.member("Lina", "U0LINA")), []),
        (samples.IN_THE_CHANNEL, [TAKE]),
        (OFF_DUTY, []),
    ],
)
def test_a_menu_holds_what_this_reader_could_do_besides(reader: Viewer, lines: list[str]) -> None:
    assert [*menu_of(decider_card(samples.request(), reader).blocks)] == lines


def test_a_line_of_a_menu_carries_what_its_button_would() -> None:
    values = menu_of(decider_card(samples.request(), THEO).blocks)
    assert [read_menu_value(value) for value in values.values()] == [
        (Action.PASS_ON, "12:3"),
        (Action.TAKE, "12:3"),
    ]
    assert menu_value(Action.TAKE, samples.request()) == "take 12:3"


def test_who_may_not_decide_presses_nothing() -> None:
    card = decider_card(samples.request(), OFF_DUTY)
    assert buttons(card) == {}
    assert "Approve" not in shown(card.blocks)


@pytest.mark.parametrize(
    ("reader", "says"),
    [(samples.LINA, False), (THEO, True), (MUBEEN, True), (samples.IN_THE_CHANNEL, False)],
)
def test_who_does_not_have_it_reads_who_has(reader: Viewer, says: bool) -> None:
    card = decider_card(samples.request(), reader)
    assert (" has this now." in shown(card.blocks)) is says


def test_what_waits_for_the_next_shift_says_when_that_is() -> None:
    until = samples.MONDAY + timedelta(hours=9)
    card = decider_card(samples.request(waits_until=until, duty=None), MUBEEN)
    assert "It waits for the next shift: " in shown(card.blocks)
    assert int(until.timestamp()) in [node.get("timestamp") for node in nodes(card.blocks)]


def test_other_requests_about_the_ticket_are_named_with_who_asked() -> None:
    other = request(KINDS["child-ticket"], State.ASKED, requester=samples.member("Omar", "U0OMAR"))
    card = decider_card(samples.request(), replace(samples.IN_THE_CHANNEL, beside=(other,)))
    told = "Also open here  Child ticket, asked by Omar, waiting for an answer"
    assert told in shown(card.blocks)
    many = replace(samples.IN_THE_CHANNEL, beside=(other,) * 20)
    assert shown(decider_card(samples.request(), many).blocks).count("Also open here") == BESIDE


@pytest.mark.parametrize("ago", [timedelta(), REVERSIBLE_FOR])
def test_who_decided_takes_it_back_within_ten_minutes(ago: timedelta) -> None:
    approved = samples.request(State.APPROVED, steps=DONE)
    assert approved.decision
    reader = replace(samples.LINA, now=approved.decision.at + ago)
    card = decider_card(approved, reader)
    assert buttons(card) == {Action.REVERSE: "12:3"}
    (take_back,) = [node for node in nodes(card.blocks) if node.get("type") == "button"]
    assert "goes back to how it was" in take_back["confirm"]["text"]["text"]


def test_nothing_is_taken_back_too_late_unfinished_by_others_or_where_it_cannot_be() -> None:
    approved = samples.request(State.APPROVED, steps=DONE)
    late = replace(samples.LINA, now=samples.MONDAY + timedelta(minutes=15))
    for reader in (late, THEO, MUBEEN, samples.IN_THE_CHANNEL):
        assert buttons(decider_card(approved, reader)) == {}
    unfinished = (samples.step(StepState.DONE), samples.step(StepState.DUE, note=True))
    for steps in ((), unfinished):
        request_ = samples.request(State.APPROVED, steps=steps)
        assert buttons(decider_card(request_, samples.LINA)) == {}
    child = request(KINDS["child-ticket"], State.APPROVED, steps=DONE)
    assert buttons(decider_card(child, samples.LINA)) == {}


def test_what_was_said_stands_on_every_card() -> None:
    talk = (QUESTION, ANSWER)
    card = shown(decider_card(samples.request(talk=talk), samples.LINA).blocks)
    assert "Lina asked  Why Bea?" in card
    assert "Amira answered  She speaks French." in card
    message = shown(
        requester_message(samples.request(State.ASKED, talk=talk), samples.AMIRA).blocks
    )
    assert "Why Bea?" in message
    assert "She speaks French." in message


def test_of_a_long_talk_the_requester_reads_the_end() -> None:
    talk = tuple(
        QUESTION.model_copy(update={"words": f"Question {number}."}) for number in range(TALK + 2)
    )
    said = shown(requester_message(samples.request(State.ASKED, talk=talk), samples.AMIRA).blocks)
    assert [number for number in range(TALK + 2) if f"Question {number}." in said] == [2, 3, 4, 5]


def test_what_the_decider_changed_stands_on_the_card_and_in_the_headline() -> None:
    changes = (Change(label="New owner", before="Theo", after="Bea"),)
    card = decider_card(samples.request(State.APPROVED, changes=changes), samples.LINA)
    assert "Changed before approving  New owner (Theo → Bea)" in shown(card.blocks)
    assert card.text.startswith("Changed and approved by Lina")


def test_what_needs_no_approval_says_which_rule_allows_it_and_has_no_buttons() -> None:
    ahead = request(KINDS["training"], State.APPROVED, decision=None)
    card = decider_card(ahead, samples.LINA)
    assert "Went ahead under S14" in shown(card.blocks)
    assert "Nobody has to approve this." in shown(card.blocks)
    assert buttons(card) == {}
    assert "Go ahead, S14" in shown(requester_message(ahead, samples.AMIRA).blocks)


def test_a_question_is_shown_where_it_is_answered() -> None:
    asked = samples.request(State.ASKED, talk=(QUESTION,))
    view = answer_form(asked)
    accepts_view(view)
    assert view["callback_id"] == FormId.ANSWER
    assert "Why Bea?" in shown(view)
    assert {"type": "user", "user_id": "U0LINA"} in nodes(view)


@pytest.mark.parametrize(
    ("form", "named", "button"),
    [
        (ask_form, FormId.ASK, "Ask"),
        (edit_form, FormId.EDIT, "Save"),
        (change_form, FormId.CHANGE, "Approve"),
    ],
)
def test_a_form_knows_its_request_and_says_what_it_does(
    form: object, named: FormId, button: str
) -> None:
    assert callable(form)
    view = form(samples.request())
    assert (view["callback_id"], view["private_metadata"]) == (named, "12:3")
    assert view["submit"]["text"] == button
    assert "Give #4711 to " in shown(view)
