"""The live message for who asked."""

import pytest

from cards.ids import Action
from cards.requester_card import requester_message
from gallery import samples
from rulebook.moves import State
from rulebook.phrase import phrase
from rulebook.request import Decision, StepState
from tests.cards.judges import nodes, shown


@pytest.mark.parametrize(
    ("state", "headline", "next_words"),
    [
        (State.CHECKING, "Looking it up…", "this message changes"),
        (State.PENDING, "Waiting for Lina", "as soon as it is decided"),
        (State.ASKED, "Lina has a question", "Press Answer"),
        (State.APPROVED, "Approved by Lina · no ticket", "so no note was written"),
        (State.DENIED, "Denied by Lina", "ask again with /reassign"),
        (State.REFUSED, "Not possible as it stands", "ask again with /reassign"),
        (State.WITHDRAWN, "Withdrawn by Amira", "ask again with /reassign"),
        (State.EXPIRED, "Expired · nobody decided", "ask again with /reassign"),
        (State.REVERSED, "Taken back by Lina", "Speak to Lina"),
    ],
)
def test_the_message_says_what_happened_and_what_is_next(
    state: State, headline: str, next_words: str
) -> None:
    message = requester_message(samples.request(state), samples.AMIRA)
    assert message.blocks[0]["text"]["text"].startswith(headline)
    assert message.text.startswith(headline)
    assert next_words in shown(message.blocks)


@pytest.mark.parametrize("state", State)
def test_a_request_can_be_answered_edited_and_withdrawn_while_it_is_open(state: State) -> None:
    message = requester_message(samples.request(state), samples.AMIRA)
    pressed = [node["action_id"] for node in nodes(message.blocks) if node.get("type") == "button"]
    can_be = {
        State.CHECKING: [Action.WITHDRAW],
        State.PENDING: [Action.EDIT, Action.WITHDRAW],
        State.ASKED: [Action.ANSWER, Action.EDIT, Action.WITHDRAW],
    }
    assert pressed == can_be.get(state, [])


def test_it_says_who_has_it_and_why() -> None:
    message = requester_message(samples.request(), samples.AMIRA)
    assert "Waiting for Lina" in shown(message.blocks)
    assert "Why Lina? Lina is the shift lead on duty." in shown(message.blocks)


def test_outside_support_hours_it_says_when_a_lead_sees_it() -> None:
    message = requester_message(
        samples.request(waits_until=samples.MONDAY, duty=None), samples.AMIRA
    )
    assert message.blocks[0]["text"]["text"] == "Waiting for the next shift"
    assert "Reaches a lead  " in shown(message.blocks)
    assert 1767625200 in [node.get("timestamp") for node in nodes(message.blocks)]


def test_a_denial_comes_with_its_reason() -> None:
    decision = Decision(by=samples.member("Lina"), at=samples.MONDAY, reason="Bea is full today.")
    assert "Bea is full today." in shown(
        requester_message(samples.request(State.DENIED, decision=decision), samples.AMIRA).blocks
    )


def test_a_refusal_is_the_sentence_itself_even_in_the_notification() -> None:
    remark = phrase("{ticket} is closed. Reopen it first.", ticket=samples.ticket())
    message = requester_message(samples.request(State.REFUSED, remark=remark), samples.AMIRA)
    assert "#4711 is closed. Reopen it first." in shown(message.blocks)
    assert message.text == "Not possible as it stands: #4711 is closed. Reopen it first."


def test_when_a_step_failed_the_requester_learns_who_sees_to_it() -> None:
    steps = (samples.step(StepState.GIVEN_UP, note=True, because="No seat."),)
    said = shown(
        requester_message(samples.request(State.APPROVED, steps=steps), samples.AMIRA).blocks
    )
    assert "No seat." not in said
    assert "Note not written." in said
    assert "Lina sees why and can retry." in said
