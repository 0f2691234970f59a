"""A child ticket (S12)."""

from itertools import product

import pytest

from rulebook.effects.helpdesk import CreateTicket, WriteNote
from rulebook.effects.slack import Tell
from rulebook.facts import ColleagueFacts
from rulebook.kinds.child_ticket import ChildTicket, Novelty
from rulebook.people import Member
from rulebook.phrase import plain
from rulebook.tickets import Draft, Priority, Status, TicketState
from tests.rulebook.kinds.known import (
    BEA,
    TICKET,
    asked,
    colleague,
    decided,
    facts,
    person,
    refusal,
)
from tests.rulebook.test_moves import AMIRA, LINA, OMAR

CHILD = ChildTicket()
WRONG = "Steps: export every invoice. Expected: one file. Actual: an empty page."
GIVEN = {
    "parent": "#4711",
    "title": "Export is slow",
    "description": WRONG,
    "priority": "high",
    "novelty": Novelty.PART,
    "owner": BEA.id,
}
NEW = GIVEN | {"novelty": Novelty.NEW}


@pytest.mark.parametrize(
    ("novelty", "owner", "requester"), [*product(Novelty, (AMIRA, BEA, OMAR), (AMIRA, OMAR))]
)
def test_only_an_entirely_new_issue_goes_to_somebody_else_unless_they_ask(
    novelty: Novelty, owner: Member, requester: Member
) -> None:
    """Omar holds the original."""
    known = facts(requester, parent=TICKET, owner=owner)
    refused = refusal(CHILD, GIVEN | {"novelty": novelty}, known)
    if novelty is Novelty.NEW and owner is OMAR and requester is not OMAR:
        assert refused == (
            "owner",
            "Omar holds #4711, and an entirely new issue goes to somebody else (S12). Own it "
            "yourself, choose another colleague, or let Omar ask.",
        )
    else:
        assert refused is None


def test_a_parent_that_nobody_holds_goes_back_to_nobody() -> None:
    nobodys = TICKET.model_copy(update={"owner": None})
    assert refusal(CHILD, NEW, facts(parent=nobodys, owner=OMAR)) is None


def test_who_holds_the_original_is_told_by_the_helpdesks_own_account() -> None:
    """The same name is not the same person."""
    namesake = ColleagueFacts(member=BEA, person=person(AMIRA).model_copy(update={"name": "Omar"}))
    assert refusal(CHILD, NEW, facts(parent=TICKET, owner=namesake)) is None


def test_a_closed_parent_is_refused() -> None:
    closed = TICKET.model_copy(update={"state": TicketState.CLOSED})
    assert refusal(CHILD, GIVEN, facts(parent=closed, owner=BEA)) == (
        "parent",
        "#4711 is closed. Reopen it first, then ask again.",
    )


@pytest.mark.parametrize("is_so", ["guest", "bot", "deactivated"])
def test_an_owner_who_cannot_own_is_refused_at_their_field(is_so: str) -> None:
    known = facts(parent=TICKET, owner=colleague(BEA, **{is_so: True}))
    field, sentence = refusal(CHILD, GIVEN, known) or ("", "")
    assert field == "owner"
    assert "cannot own tickets" in sentence


def test_an_approval_creates_the_child_then_notes_on_both_then_tells() -> None:
    known = facts(parent=TICKET, owner=BEA)
    follows = decided(asked(CHILD, GIVEN, known), known, LINA).what_follows()
    create, ours, parents, *told = follows.now
    assert create == CreateTicket(
        draft=Draft(
            customer="c-1",
            title="Export is slow",
            description=WRONG,
            priority=Priority.HIGH,
            status=Status.SUBMITTED,
            owner=person(BEA),
            marker="Countersign 1-k",
            parent=TICKET.key,
        ),
        by=LINA,
        seen=(TICKET,),
    )
    assert isinstance(ours, WriteNote)
    assert isinstance(parents, WriteNote)
    assert (ours.ticket, ours.by, ours.names) == (None, LINA, ())
    assert (parents.ticket, parents.by, parents.names) == (
        TICKET,
        LINA,
        (("Child ticket", "ticket"),),
    )
    assert [(line.label, line.text) for line in parents.note.lines] == [
        ("Asked by", "Amira"),
        ("What", "Open a child of #4711 for Bea: Export is slow"),
        ("Issue", "part of the parent's issue"),
        ("Child's priority", "high"),
        ("What is wrong", WRONG),
        ("Rule", CHILD.rule),
    ]
    assert ours.note.lines == (
        *parents.note.lines,
        type(ours.note.lines[0])(
            label="Parent", text="#4711 Cannot export invoices https://example.com/4711"
        ),
    )
    assert [(tell.to, plain(tell.words)) for tell in told if isinstance(tell, Tell)] == [
        (
            OMAR,
            "#4711 has a child, the new ticket Export is slow, which is Bea's: Amira asked for it.",
        ),
        (
            BEA,
            "the new ticket Export is slow is yours, a child of #4711: "
            "Amira asked and Lina approved.",
        ),
    ]
    assert len(told) == 2


@pytest.mark.parametrize(
    ("requester", "owner", "told"),
    [
        (AMIRA, AMIRA, [OMAR]),
        (OMAR, OMAR, []),
        (OMAR, BEA, [BEA]),
        (AMIRA, OMAR, [OMAR]),
        (AMIRA, BEA, [OMAR, BEA]),
    ],
)
def test_nobody_is_told_twice_or_of_what_they_asked_for(
    requester: Member, owner: Member, told: list[Member]
) -> None:
    known = facts(requester, parent=TICKET, owner=owner)
    effects = decided(asked(CHILD, GIVEN, known), known, LINA).what_follows().now
    assert [effect.to for effect in effects if isinstance(effect, Tell)] == told


def test_who_gets_a_child_of_their_own_ticket_hears_that_it_is_theirs() -> None:
    known = facts(parent=TICKET, owner=OMAR)
    *_, told = decided(asked(CHILD, GIVEN, known), known, LINA).what_follows().now
    assert isinstance(told, Tell)
    assert plain(told.words).startswith("the new ticket Export is slow is yours")


def test_what_a_lead_decides_alone_is_called_so() -> None:
    known = facts(LINA, parent=TICKET, owner=BEA)
    _, ours, *_ = decided(asked(CHILD, GIVEN, known), known, LINA).what_follows().now
    assert isinstance(ours, WriteNote)
    assert ours.note.title == "Child ticket by Lina, who decides alone"


def test_why_personal_data_is_needed_stands_on_the_card_and_in_the_note() -> None:
    known = facts(parent=TICKET, owner=BEA)
    given = GIVEN | {"personal_data": "They want a call back"}
    details = {
        detail.label: plain(detail.words) for detail in CHILD.details(CHILD.read(given), known)
    }
    assert details["Why personal data is needed"] == "They want a call back"
    without = CHILD.details(CHILD.read(GIVEN), known)
    assert "Why personal data is needed" not in {detail.label for detail in without}
