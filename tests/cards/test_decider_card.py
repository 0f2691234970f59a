"""The decider's card."""

from itertools import product

import pytest

from cards.decider_card import decider_card
from cards.ids import Action
from cards.message import Message
from cards.requester_card import requester_message
from gallery import samples
from rulebook.kinds import KINDS
from rulebook.moves import State
from rulebook.phrase import phrase
from rulebook.request import Request, Step, StepState
from tests.cards.judges import nodes, shown

DONE, DUE, GIVEN_UP = StepState.DONE, StepState.DUE, StepState.GIVEN_UP
LATER = StepState.LATER


def headline(message: Message) -> str:
    return str(message.blocks[0]["text"]["text"])


def buttons(message: Message) -> dict[str, str]:
    return {
        node["action_id"]: node["value"]
        for node in nodes(message.blocks)
        if node.get("type") == "button"
    }


def approved(*steps: Step) -> Request:
    return samples.request(State.APPROVED, steps=steps)


def test_the_notification_says_who_asks_for_what() -> None:
    assert decider_card(samples.request(), samples.LINA).text == "Amira asks: give #4711 to Bea"


def test_a_pending_card_holds_everything_a_decision_needs() -> None:
    said = shown(decider_card(samples.request(), samples.IN_THE_CHANNEL).blocks)
    for fact in (
        "Give #4711 to Bea",
        "Exports time out",
        "Acme",
        "Enterprise",
        "urgent",
        "owned by Chen",
        "Next update promised for",
        "Bea · 7 open tickets, 2 due today, on shift",
        "Asked by  Amira",
        "Bea knows exports",
        KINDS["reassign"].rule,
        "Lina is the shift lead on duty.",
    ):
        assert fact in said


def test_people_are_mentioned_where_that_pings_nobody_else() -> None:
    card = decider_card(samples.request(), samples.LINA)
    users = {node["user_id"] for node in nodes(card.blocks) if node.get("type") == "user"}
    assert users == {"U0AMIRA", "U0BEA", "U0CHEN"}


def test_instants_are_shown_in_the_readers_own_time() -> None:
    dates = [
        n
        for n in nodes(decider_card(samples.request(), samples.LINA).blocks)
        if n.get("type") == "date"
    ]
    assert [date["timestamp"] for date in dates] == [1767636000, 1767625200]
    assert dates[1]["fallback"] == "2026-01-05 15:00 UTC"


def test_the_ticket_is_a_link_and_its_title_is_not() -> None:
    links = [
        n
        for n in nodes(decider_card(samples.request(), samples.LINA).blocks)
        if n.get("type") == "link"
    ]
    assert {link["url"] for link in links} == {"https://helpdesk.example/tickets/4711"}
    assert {link["text"] for link in links} == {"#4711"}


def test_a_link_that_is_no_web_address_is_only_text() -> None:
    about = samples.facts().tickets["ticket"]
    assert about is not None
    for link in ("", "javascript:alert(1)", "https://a b", "https://x.example/" + "x" * 4000):
        moved = about.model_copy(update={"ticket": samples.ticket(link=link)})
        facts = samples.facts().model_copy(update={"tickets": {"ticket": moved}})
        card = decider_card(samples.request(facts=facts), samples.LINA)
        assert "link" not in {node.get("type") for node in nodes(card.blocks)}


def test_a_fact_that_is_not_known_leaves_no_empty_label() -> None:
    about = samples.facts().tickets["ticket"]
    assert about is not None
    bare = samples.ticket(customer="", plan=" ", priority="", owner=None)
    unknown = about.model_copy(update={"ticket": bare, "owner": None, "next_update": None})
    facts = samples.facts().model_copy(update={"tickets": {"ticket": unknown}})
    said = shown(decider_card(samples.request(facts=facts), samples.LINA).blocks)
    assert "nobody yet" in said
    for label in ("Customer", "Plan", "Priority", "Next update"):
        assert label not in said


def test_a_colleague_whose_day_is_not_known_is_not_called_free() -> None:
    bea = samples.facts().colleagues["new_owner"]
    assert bea is not None
    unknown = {"new_owner": bea.model_copy(update={"situation": None})}
    facts = samples.facts().model_copy(update={"colleagues": unknown})
    assert "could not be looked up" in shown(
        decider_card(samples.request(facts=facts), samples.LINA).blocks
    )


@pytest.mark.parametrize("state", [State.PENDING, State.ASKED])
def test_an_open_card_is_decided_with_its_buttons(state: State) -> None:
    card = decider_card(samples.request(state), samples.LINA)
    pressed = {Action.APPROVE, Action.DENY, Action.CHANGE}
    if state is State.PENDING:
        pressed.add(Action.ASK)
    assert buttons(card) == dict.fromkeys(pressed, "12:3")


@pytest.mark.parametrize("state", [State.CHECKING, *samples.CLOSED_STATES])
def test_a_card_that_cannot_be_decided_has_no_buttons(state: State) -> None:
    assert not buttons(decider_card(samples.request(state), samples.LINA))


def test_what_changed_since_stands_before_everything_else() -> None:
    remark = phrase("{ticket} is {who}'s now.", ticket=samples.ticket(), who="Dana")
    second = decider_card(samples.request(remark=remark), samples.LINA).blocks[1]
    assert shown(second) == " #4711 is Dana's now."


def test_a_reason_that_a_form_can_hold_is_shown_whole() -> None:
    reason = "why " * 700
    form = {"ticket": "4711", "new_owner": "U0BEA", "reason": reason}
    assert reason.strip() in shown(decider_card(samples.request(form=form), samples.LINA).blocks)


def test_a_short_reason_over_several_lines_keeps_them_in_a_quote() -> None:
    form = {"ticket": "4711", "new_owner": "U0BEA", "reason": "One.\nTwo."}
    card = decider_card(samples.request(form=form), samples.LINA)
    assert [shown(n) for n in nodes(card.blocks) if n.get("type") == "rich_text_quote"] == [
        "One.\nTwo."
    ]


@pytest.mark.parametrize(
    ("state", "steps", "ending"),
    [
        (State.PENDING, (), "… (shortened; the note will have it whole)"),
        (State.APPROVED, (samples.step(DONE, note=True),), "… (shortened; the note has it whole)"),
        (State.APPROVED, (samples.step(GIVEN_UP, note=True),), "… (shortened)"),
        (State.DENIED, (), "… (shortened)"),
    ],
)
def test_a_longer_reason_is_shortened_and_points_to_the_note_if_there_is_one(
    state: State, steps: tuple[Step, ...], ending: str
) -> None:
    form = {"ticket": "4711", "new_owner": "U0BEA", "reason": "x" * 10_000}
    said = shown(decider_card(samples.request(state, form=form, steps=steps), samples.LINA).blocks)
    assert f"x{ending}" in said


def test_why_it_came_to_somebody_is_asked_by_name_in_a_channel() -> None:
    assert "Why did this come to me?" in shown(decider_card(samples.request(), samples.LINA).blocks)
    copy = shown(decider_card(samples.request(), samples.IN_THE_CHANNEL).blocks)
    assert "Why Lina?" in copy
    assert "come to me" not in copy


@pytest.mark.parametrize(("first", "second"), [*product(StepState, StepState)])
def test_a_card_claims_only_what_has_happened(first: StepState, second: StepState) -> None:
    request = approved(samples.step(first), samples.step(second, note=True))
    for message in (decider_card(request, samples.LINA), requester_message(request, samples.AMIRA)):
        said = shown(message.blocks) + message.text
        assert ("Ticket reassigned" in said) is (first is DONE)
        assert ("Note written" in said) is (second is DONE)
        assert ("all done" in said) is (first is second is DONE)
        assert ("not written" in said) is (second is GIVEN_UP)
        assert ("Later: writing the note" in said) is (second is LATER)


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((), "Approved by Lina · no ticket to note"),
        ((samples.step(DUE), samples.step(DUE)), "Approved by Lina · reassigning the ticket…"),
        (
            (samples.step(DONE), samples.step(DUE, note=True)),
            "Approved by Lina · writing the note…",
        ),
        (
            (samples.step(DONE), samples.step(GIVEN_UP, note=True)),
            "Approved by Lina · note not written",
        ),
        ((samples.step(DONE), samples.step(DONE, note=True)), "Approved by Lina · all done"),
        (
            (samples.step(DONE), samples.step(LATER, note=True)),
            "Approved by Lina · more comes later",
        ),
    ],
)
def test_the_headline_says_how_far_an_approval_is(steps: tuple[Step, ...], says: str) -> None:
    assert headline(decider_card(approved(*steps), samples.LINA)) == says
    assert headline(requester_message(approved(*steps), samples.AMIRA)) == says


def test_a_step_that_failed_says_why_and_can_be_retried() -> None:
    failed = samples.step(GIVEN_UP, note=True, because="Lina has no seat in Intercom.")
    card = decider_card(approved(samples.step(DONE), failed), samples.LINA)
    assert "Note not written: Lina has no seat in Intercom." in shown(card.blocks)
    assert buttons(card) == {Action.RETRY: "12:3"}


def test_a_step_that_is_tried_again_says_so_and_why() -> None:
    waits = samples.step(DUE, note=True, because="Intercom does not answer.")
    card = decider_card(approved(samples.step(DONE), waits), samples.LINA)
    assert "It is being tried again: Intercom does not answer." in shown(card.blocks)
    assert not buttons(card)


def test_a_note_that_is_written_can_be_opened() -> None:
    link = "https://helpdesk.example/notes/1"
    card = decider_card(approved(samples.step(DONE, note=True, link=link)), samples.LINA)
    (note,) = [node for node in nodes(card.blocks) if node.get("url") == link]
    assert note["text"] == "Note written"


def test_steps_on_several_tickets_say_which() -> None:
    child = samples.step(DONE, note=True)
    about = child.effect.model_copy(update={"ticket": samples.ticket(key="k2", number="4712")})
    card = decider_card(
        approved(samples.step(DUE, note=True), child.model_copy(update={"effect": about})),
        samples.LINA,
    )
    assert "Note written (#4712)" in shown(card.blocks)


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (State.DENIED, "Denied by Lina"),
        (State.WITHDRAWN, "Withdrawn by Amira"),
        (State.EXPIRED, "Expired · nobody decided in two support days"),
        (State.REFUSED, "Not possible as it stands"),
        (State.REVERSED, "Taken back by Lina"),
    ],
)
def test_a_closed_card_says_what_came_of_it_and_keeps_the_facts(state: State, says: str) -> None:
    card = decider_card(samples.request(state), samples.LINA)
    assert headline(card) == says
    assert card.text == f"{says}: give #4711 to Bea"
    for fact in ("Exports time out", "Acme", "Bea knows exports"):
        assert fact in shown(card.blocks)


def test_a_denied_card_quotes_the_reason() -> None:
    card = decider_card(samples.request(State.DENIED, text="Bea is full.\nAsk Chen."), samples.LINA)
    quotes = [shown(node) for node in nodes(card.blocks) if node.get("type") == "rich_text_quote"]
    assert quotes[0] == "Bea is full.\nAsk Chen."


@pytest.mark.parametrize("missing", ["tickets", "colleagues"])
def test_a_request_about_something_that_is_not_there_is_drawn_all_the_same(missing: str) -> None:
    known: dict[str, dict[str, object]] = {
        "tickets": {"ticket": None},
        "colleagues": {"new_owner": None},
    }
    facts = samples.facts().model_copy(update={missing: known[missing]})
    request = samples.request(State.REFUSED, facts=facts)
    for message in (decider_card(request, samples.LINA), requester_message(request, samples.AMIRA)):
        assert "Reassignment: #4711" in shown(message.blocks)


def test_a_reversal_that_failed_can_be_retried() -> None:
    request = samples.request(State.REVERSED, steps=(samples.step(GIVEN_UP),))
    assert buttons(decider_card(request, samples.LINA)) == {Action.RETRY: "12:3"}
