"""State by move by role, as a table."""

from datetime import UTC, datetime
from itertools import product

import pytest

from rulebook.duty import Duty, Team
from rulebook.entitlement import decides, may
from rulebook.moves import RULES, TABLE, Move, State
from rulebook.people import Member, Role
from rulebook.refusals import (
    AlreadyDecided,
    NobodyCouldDecide,
    NobodyDecidesTheirOwnRequest,
    NoLongerOpen,
    NotReadyYet,
    OnlyTheRequesterDoesThat,
    OnlyWhoIsOnDutyDecides,
    Refusal,
)
from rulebook.request import Decision, Request

AMIRA, OMAR, LINA, THEO, MUBEEN = (
    Member(id=f"U{number}", name=name)
    for number, name in enumerate(("Amira", "Omar", "Lina", "Theo", "Mubeen"))
)
TEAM = Team(manager=MUBEEN, leads=(LINA, THEO))
DUTY = Duty(who=LINA, because="Lina is the shift lead on duty.")
PEOPLE = {
    "the requester": AMIRA,
    "another engineer": OMAR,
    "the lead on duty": LINA,
    "a lead off duty": THEO,
    "the manager": MUBEEN,
}
OF_PEOPLE = [rule.move for rule in TABLE if rule.who not in {Role.BOT, Role.CLOCK}]


def request(state: State, requester: Member = AMIRA) -> Request:
    decided = state in {State.APPROVED, State.DENIED, State.REVERSED}
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    return Request(
        id=1,
        key="k",
        kind="reassign",
        state=state,
        version=1,
        form={},
        requester=requester,
        submitted_at=now,
        fresh_at=now,
        decision=Decision(by=LINA, at=now) if decided else None,
    )


def is_allowed(move: Move, state: State, person: str) -> bool:
    """The table of the handbook, written once more by hand: who may do what where."""
    deciders = {"the lead on duty", "the manager"}
    match move:
        case Move.APPROVE | Move.CHANGE_AND_APPROVE | Move.DENY | Move.PASS_ON | Move.TAKE:
            return person in deciders and state in {State.PENDING, State.ASKED}
        case Move.ASK:
            return person in deciders and state is State.PENDING
        case Move.RETRY:
            return person in deciders and state in {State.APPROVED, State.REVERSED}
        case Move.CANNOT_WAIT:
            return person == "the requester" and state is State.PENDING
        case Move.ANSWER:
            return person == "the requester" and state is State.ASKED
        case Move.EDIT:
            return person == "the requester" and state in {State.PENDING, State.ASKED}
        case Move.WITHDRAW:
            waiting = {State.CHECKING, State.PENDING, State.ASKED}
            return person == "the requester" and state in waiting
        case Move.REVERSE:
            return person == "the lead on duty" and state is State.APPROVED
        case _:
            message = f"{move} is missing from this test"
            raise AssertionError(message)


@pytest.mark.parametrize(("move", "state", "person"), [*product(OF_PEOPLE, State, PEOPLE)], ids=str)
def test_a_move_is_made_by_who_may_from_where_it_starts(
    move: Move, state: State, person: str
) -> None:
    if move is Move.SUBMIT:
        return
    if is_allowed(move, state, person):
        may(move, PEOPLE[person].id, request(state), DUTY, TEAM)
    else:
        with pytest.raises(Refusal):
            may(move, PEOPLE[person].id, request(state), DUTY, TEAM)


def test_the_table_has_every_move_once_and_every_state_is_reached() -> None:
    assert [rule.move for rule in TABLE] == list(Move)
    assert {state for rule in TABLE for state in rule.after} == set(State)


def test_the_table_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for move, state in product(OF_PEOPLE, State):
        who = [person for person in PEOPLE if _passes(move, state, person)]
        print(f"{move:20} {state:10} {', '.join(who) or '-'}")  # noqa: T201 (that is its job)
    assert (
        "approve              pending    the lead on duty, the manager" in capsys.readouterr().out
    )


def _passes(move: Move, state: State, person: str) -> bool:
    try:
        may(move, PEOPLE[person].id, request(state), DUTY, TEAM)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(
    ("person", "state", "refusal", "sentence"),
    [
        (
            OMAR,
            State.PENDING,
            OnlyWhoIsOnDutyDecides,
            "Only Mubeen or the shift lead on duty decides. "
            "Lina is the shift lead on duty. Nothing was changed.",
        ),
        (
            AMIRA,
            State.PENDING,
            NobodyDecidesTheirOwnRequest,
            "Nobody decides their own request. Lina has it; nothing was changed.",
        ),
        (
            MUBEEN,
            State.APPROVED,
            AlreadyDecided,
            "Lina has approved it already. Nothing was changed.",
        ),
        (
            LINA,
            State.WITHDRAWN,
            NoLongerOpen,
            "This request was withdrawn, so there is nothing left to decide. Nothing was changed.",
        ),
        (
            LINA,
            State.CHECKING,
            NotReadyYet,
            "The ticket is still being looked up. Try again in a moment.",
        ),
    ],
)
def test_a_refusal_is_a_kind_sentence(
    person: Member, state: State, refusal: type[Refusal], sentence: str
) -> None:
    with pytest.raises(refusal) as refused:
        may(Move.APPROVE, person.id, request(state), DUTY, TEAM)
    assert str(refused.value) == sentence


def test_only_the_requester_withdraws() -> None:
    with pytest.raises(OnlyTheRequesterDoesThat, match="it is their request"):
        may(Move.WITHDRAW, LINA.id, request(State.PENDING), DUTY, TEAM)


@pytest.mark.parametrize("move", [rule.move for rule in TABLE if rule.move not in OF_PEOPLE])
def test_what_the_bot_and_the_clock_do_nobody_else_does(move: Move) -> None:
    with pytest.raises(ValueError, match="not a person's move"):
        may(move, MUBEEN.id, request(RULES[move].before[0]), DUTY, TEAM)


def test_a_request_goes_to_who_is_on_duty_and_a_leads_own_to_the_manager() -> None:
    assert decides(AMIRA, DUTY, TEAM) == DUTY
    assert decides(LINA, DUTY, TEAM).who == MUBEEN


def test_where_nobody_could_decide_it_is_said_at_once() -> None:
    with pytest.raises(NobodyCouldDecide):
        decides(MUBEEN, Duty(who=MUBEEN, because="", is_lead=False), TEAM)
