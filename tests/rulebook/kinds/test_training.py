"""A training session (S14)."""

from datetime import timedelta
from itertools import product

import pytest

from rulebook.checked import CheckedRequest
from rulebook.effects.helpdesk import WriteNote
from rulebook.kinds.training import Origin, Session, Training, Weight
from rulebook.limits import Limits
from rulebook.phrase import plain
from tests.rulebook.kinds.known import ACME, BEA, TICKET, asked, decided, facts, refusal
from tests.rulebook.test_moves import LINA

TRAINING = Training()
GIVEN = {
    "topic": "SSO set-up",
    "customer": "c-1",
    "weight": Weight.ORDINARY,
    "origin": Origin.CUSTOMER,
    "session": Session.TECHNICAL,
    "minutes": "30",
    "host": BEA.id,
}
KNOWN = facts(customer=ACME, host=BEA)
MINUTES = (1, 29, 30, 31, 45, 480)


@pytest.mark.parametrize(
    ("session", "minutes", "weight", "origin"), [*product(Session, MINUTES, Weight, Origin)]
)
def test_only_what_is_technical_and_fits_into_half_an_hour_needs_no_approval(
    session: Session, minutes: int, weight: Weight, origin: Origin
) -> None:
    factors = {"session": session, "minutes": minutes, "weight": weight, "origin": origin}
    request = asked(TRAINING, GIVEN | factors, KNOWN)
    needed = not (session is Session.TECHNICAL and minutes <= 30)
    assert CheckedRequest.of(request).needs_approval is needed
    assert refusal(TRAINING, GIVEN | factors, KNOWN) is None


@pytest.mark.parametrize(("minutes", "needed"), [(44, False), (45, False), (46, True)])
def test_how_long_goes_without_approval_is_the_teams_own_figure(minutes: int, needed: bool) -> None:
    ours = KNOWN.model_copy(update={"limits": Limits(training=timedelta(minutes=45))})
    form = TRAINING.read(GIVEN | {"minutes": minutes})
    assert TRAINING.needs_approval(form, ours) is needed


def test_every_factor_stands_on_the_card() -> None:
    details = TRAINING.details(TRAINING.read(GIVEN), KNOWN)
    assert {detail.label: plain(detail.words) for detail in details} == {
        "Plan": "Enterprise",
        "Customer is": "not critical",
        "Wanted by": "the customer",
    }


@pytest.mark.parametrize(
    ("said", "known", "plan"),
    [("Trial", "Enterprise", "Trial"), ("", "Enterprise", "Enterprise"), ("", "", "not known")],
)
def test_a_plan_is_what_was_said_then_what_is_known(said: str, known: str, plan: str) -> None:
    there = facts(customer=ACME.model_copy(update={"plan": known}), host=BEA)
    details = TRAINING.details(TRAINING.read(GIVEN | {"plan": said}), there)
    assert {each.label: plain(each.words) for each in details}["Plan"] == plan


def test_an_approval_leaves_a_note_on_the_ticket_there_is() -> None:
    known = facts(customer=ACME, host=BEA, ticket=TICKET)
    long = GIVEN | {"minutes": "45", "ticket": "4711"}
    (note,) = decided(asked(TRAINING, long, known), known, LINA).what_follows().now
    assert isinstance(note, WriteNote)
    assert (note.ticket, note.by, note.names) == (TICKET, LINA, ())
    assert note.note.title == "Training session approved by Lina"
    assert ("What", "Bea holds a technical session of 45 minutes with Acme: SSO set-up") in [
        (line.label, line.text) for line in note.note.lines
    ]


def test_without_a_ticket_an_approval_changes_nothing_in_the_helpdesk() -> None:
    assert decided(asked(TRAINING, GIVEN, KNOWN), KNOWN, LINA).what_follows().now == ()


def test_a_lead_does_not_decide_their_own_session() -> None:
    assert not TRAINING.deciders_act_alone
