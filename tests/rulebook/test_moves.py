"""State by move by role, as a table."""

from datetime import UTC, datetime
from itertools import product

import pytest

from rulebook.duty import Duty, Team
from rulebook.entitlement import (
    AlreadyDecided,
    AQuestionIsOpen,
    NobodyCouldDecide,
    NobodyDecidesTheirOwnRequest,
    NoLongerOpen,
    NotAtThatPoint,
    NothingWasAsked,
    NotReadyYet,
    OnlyTheRequesterDoesThat,
    OnlyWhoIsOnDutyDecides,
    decides,
    entitled,
    may,
    somebody_could_decide,
    still_has_it,
)
from rulebook.kinds import KINDS
from rulebook.moves import RULES, TABLE, Move, State
from rulebook.people import Member, Role
from rulebook.refusals import Refusal
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
            return person in deciders and state in {State.APPROVED, State.DENIED, State.REVERSED}
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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("requester", [AMIRA, LINA, THEO, MUBEEN], ids=lambda who: who.name)
def test_only_who_decides_now_is_entitled_and_their_own_only_where_the_kind_says_so(
    kind: str, person: str, requester: Member
) -> None:
    asked = request(State.PENDING, requester).model_copy(update={"kind": kind})
    who = PEOPLE[person]
    decides_now = who in {LINA, MUBEEN}
    alone = KINDS[kind].deciders_act_alone or who != requester
    assert entitled(who.id, asked, DUTY, TEAM) is (decides_now and alone)


def with_duty(who: Member | None, *, chosen: bool = False, requester: Member = AMIRA) -> Request:
    """A pending request that went to somebody, or to nobody yet."""
    duty = Duty(who=who, because="So it was.", chosen=chosen) if who else None
    return request(State.PENDING, requester).model_copy(update={"duty": duty})


MUBEENS = Duty(who=MUBEEN, because="No shift lead is on duty.", is_lead=False)


@pytest.mark.parametrize(
    ("asked", "now", "still"),
    [
        (with_duty(None), DUTY, False),
        (with_duty(LINA), DUTY, True),
        (with_duty(THEO), DUTY, False),
        (with_duty(LINA), MUBEENS, False),
        (with_duty(MUBEEN), DUTY, False),
        (with_duty(MUBEEN), MUBEENS, True),
        # Who asks and leads does not have their own; it is the manager's.
        (with_duty(MUBEEN, requester=LINA), DUTY, True),
        (with_duty(LINA, requester=LINA), DUTY, False),
        # The manager asks, and nobody leads: it is nobody's.
        (with_duty(MUBEEN, requester=MUBEEN), MUBEENS, False),
        (with_duty(LINA, requester=MUBEEN), DUTY, True),
        # Somebody said that it is theirs.
        (with_duty(MUBEEN, chosen=True), DUTY, True),
        (with_duty(LINA, chosen=True), DUTY, True),
        (with_duty(THEO, chosen=True), DUTY, False),
        (with_duty(LINA, chosen=True), MUBEENS, False),
    ],
)
def test_a_request_stays_with_who_decides_it_now(asked: Request, now: Duty, still: bool) -> None:
    assert still_has_it(asked, now, TEAM) is still


@pytest.mark.parametrize(
    ("requester", "leads", "somebody"),
    [
        (AMIRA, (LINA, THEO), True),
        (AMIRA, (), True),
        (LINA, (LINA,), True),
        (MUBEEN, (LINA,), True),
        (MUBEEN, (), False),
        (MUBEEN, (MUBEEN,), False),
        (MUBEEN, (MUBEEN, LINA), True),
    ],
)
def test_somebody_could_decide_unless_the_manager_asks_alone(
    requester: Member, leads: tuple[Member, ...], somebody: bool
) -> None:
    team = Team(manager=MUBEEN, leads=leads)
    if somebody:
        somebody_could_decide(requester, team)
    else:
        with pytest.raises(NobodyCouldDecide, match="no shift lead is named"):
            somebody_could_decide(requester, team)


@pytest.mark.parametrize(
    ("move", "person", "state", "refusal", "sentence"),
    [
        (
            Move.ASK,
            LINA,
            State.ASKED,
            AQuestionIsOpen,
            "Amira has not answered the first question yet. Nothing was changed.",
        ),
        (
            Move.ANSWER,
            AMIRA,
            State.PENDING,
            NothingWasAsked,
            "There is no open question about this request. Edit it to change something.",
        ),
        (
            Move.RETRY,
            LINA,
            State.PENDING,
            NotAtThatPoint,
            "This request is pending now, so that is not possible. Nothing was changed.",
        ),
        (
            Move.APPROVE,
            LINA,
            State.REVERSED,
            NoLongerOpen,
            "This request was taken back, so there is nothing left to decide. Nothing was changed.",
        ),
        (
            Move.EDIT,
            AMIRA,
            State.EXPIRED,
            NoLongerOpen,
            "This request has expired, so there is nothing left to decide. Nothing was changed.",
        ),
    ],
)
def test_a_move_that_comes_at_the_wrong_time_is_refused_kindly(
    move: Move, person: Member, state: State, refusal: type[Refusal], sentence: str
) -> None:
    with pytest.raises(refusal) as refused:
        may(move, person.id, request(state), DUTY, TEAM)
    assert str(refused.value) == sentence


def test_what_went_ahead_without_an_approval_cannot_be_decided() -> None:
    ahead = request(State.APPROVED).model_copy(update={"decision": None})
    with pytest.raises(NoLongerOpen, match="went ahead without an approval"):
        may(Move.APPROVE, LINA.id, ahead, DUTY, TEAM)


def test_only_who_decided_takes_it_back_whoever_is_on_duty() -> None:
    theos = Duty(who=THEO, because="Theo is the shift lead on duty.")
    may(Move.REVERSE, LINA.id, request(State.APPROVED), theos, TEAM)
    with pytest.raises(OnlyWhoIsOnDutyDecides):
        may(Move.REVERSE, THEO.id, request(State.APPROVED), theos, TEAM)
    with pytest.raises(OnlyWhoIsOnDutyDecides):
        may(Move.REVERSE, MUBEEN.id, request(State.APPROVED), theos, TEAM)
