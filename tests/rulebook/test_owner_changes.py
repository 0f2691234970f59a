"""Who may give a ticket away without a word to the lead."""

from datetime import UTC, datetime, timedelta

import pytest

from rulebook.owner_changes import needs_a_word
from rulebook.people import Person
from rulebook.tickets import OwnerChange, Ticket, TicketState

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ANN, BEA, OMAR, LINA = (
    Person(id=name, name=name, email=f"{name}@Support.example")
    for name in ("ann", "bea", "omar", "lina")
)
UNTOLD = Person(id="", name="somebody")
DECIDERS = {"lina@support.example"}


def ticket(opened: datetime | None = NOON - timedelta(days=1)) -> Ticket:
    return Ticket(key="k", number="4711", title="x", link="", state=TicketState.OPEN, opened=opened)


def change(by: Person | None, to: Person | None) -> OwnerChange:
    return OwnerChange(reference="1", at=NOON, by=by, to=to)


@pytest.mark.parametrize(
    ("by", "before", "to", "needs"),
    [
        (OMAR, ANN, BEA, True),
        (ANN, ANN, BEA, True),
        (BEA, ANN, BEA, True),
        (ANN, ANN, None, True),
        (OMAR, None, BEA, True),
        (UNTOLD, ANN, BEA, True),
        (BEA, None, BEA, False),
        (LINA, ANN, BEA, False),
        (LINA, ANN, LINA, False),
        (None, ANN, BEA, False),
        (None, None, BEA, False),
        (OMAR, BEA, BEA, False),
        (OMAR, None, None, False),
    ],
)
def test_only_deciders_rules_and_who_takes_what_is_free_need_no_word(
    by: Person | None, before: Person | None, to: Person | None, *, needs: bool
) -> None:
    assert needs_a_word(change(by, to), before, ticket(), DECIDERS) is needs


@pytest.mark.parametrize(("seconds", "needs"), [(0, False), (1, True), (2, True)])
def test_with_whom_a_ticket_arrives_is_no_change(seconds: int, *, needs: bool) -> None:
    arrived = ticket(NOON - timedelta(seconds=seconds))
    assert needs_a_word(change(OMAR, BEA), None, arrived, DECIDERS) is needs


def test_of_a_ticket_that_does_not_say_when_it_was_opened_every_change_counts() -> None:
    assert needs_a_word(change(OMAR, BEA), None, ticket(None), DECIDERS)
