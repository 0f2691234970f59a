"""A new ticket (S9)."""

from datetime import timedelta

import pytest

from rulebook.effects.helpdesk import CreateTicket, WriteNote
from rulebook.effects.slack import Tell
from rulebook.kinds.new_ticket import NewTicket, Occasion
from rulebook.limits import Limits
from rulebook.phrase import plain
from rulebook.tickets import Draft, Priority, Status, TicketState
from tests.rulebook.kinds.known import (
    ACME,
    BEA,
    NOON,
    TICKET,
    asked,
    decided,
    facts,
    person,
    refusal,
)
from tests.rulebook.test_moves import AMIRA, LINA

NEW = NewTicket()
WRONG = "Steps: export every invoice. Expected: one file. Actual: an empty page."
GIVEN = {
    "title": "Export is slow",
    "customer": "c-1",
    "description": WRONG,
    "priority": "normal",
    "status": "in progress",
    "owner": BEA.id,
    "occasion": Occasion.SEVERAL,
}
ON_AN_OLD_ONE = GIVEN | {"occasion": Occasion.OLD, "old_ticket": "4711"}
KNOWN = facts(customer=ACME, owner=BEA)
LIMIT = Limits().old_ticket
SECOND = timedelta(seconds=1)


def opened(ago: timedelta | None, limit: timedelta = LIMIT) -> tuple[str, str] | None:
    """What is refused about a ticket that was opened so long ago."""
    old = TICKET.model_copy(update={"opened": None if ago is None else NOON - ago})
    known = facts(customer=ACME, owner=BEA, old_ticket=old)
    return refusal(
        NEW, ON_AN_OLD_ONE, known.model_copy(update={"limits": Limits(old_ticket=limit)})
    )


@pytest.mark.parametrize("ago", [LIMIT, LIMIT + SECOND, timedelta(days=4000), None])
def test_a_ticket_is_very_old_from_the_limit_on(ago: timedelta | None) -> None:
    assert opened(ago) is None


@pytest.mark.parametrize(
    ("ago", "days"),
    [
        (LIMIT - SECOND, "29 days ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(), "today"),
    ],
)
def test_a_ticket_that_is_not_very_old_is_refused_with_its_age(ago: timedelta, days: str) -> None:
    assert opened(ago) == (
        "old_ticket",
        f"#4711 was opened {days}; very old is 30 days or more. Answer there, ask for a "
        "child ticket, or choose another reason.",
    )


def test_how_old_is_very_old_is_the_teams_own_figure() -> None:
    week = timedelta(days=7)
    assert opened(week, limit=week) is None
    assert "very old is 7 days or more" in str(opened(week - SECOND, limit=week))


def test_a_new_issue_on_a_very_old_ticket_says_on_which() -> None:
    assert refusal(NEW, GIVEN | {"occasion": Occasion.OLD}, KNOWN) == (
        "old_ticket",
        "Say on which old ticket the customer raised the new issue.",
    )


@pytest.mark.parametrize("occasion", [Occasion.SEVERAL, Occasion.OTHER])
def test_the_age_of_a_ticket_counts_for_nothing_else(occasion: Occasion) -> None:
    young = TICKET.model_copy(update={"opened": NOON})
    known = facts(customer=ACME, owner=BEA, old_ticket=young)
    given = ON_AN_OLD_ONE | {"occasion": occasion, "reason": "They asked for it"}
    assert refusal(NEW, given, known) is None


def test_a_closed_old_ticket_is_what_a_new_one_is_for() -> None:
    closed = TICKET.model_copy(update={"state": TicketState.CLOSED})
    assert refusal(NEW, ON_AN_OLD_ONE, facts(customer=ACME, owner=BEA, old_ticket=closed)) is None


def test_another_reason_is_said_in_words() -> None:
    other = GIVEN | {"occasion": Occasion.OTHER}
    assert refusal(NEW, other, KNOWN) == (
        "reason",
        "Say in a few words why a new ticket is needed.",
    )
    assert refusal(NEW, other | {"reason": "They asked for it"}, KNOWN) is None


def test_a_customer_or_ticket_that_is_not_there_is_refused_at_its_field() -> None:
    nobody = KNOWN.model_copy(update={"customers": {"customer": None}})
    assert refusal(NEW, GIVEN, nobody) == (
        "customer",
        "Intercom has no such customer. Type a name or an address and choose from the list.",
    )
    no_ticket = KNOWN.model_copy(update={"tickets": {"old_ticket": None}})
    assert (refusal(NEW, ON_AN_OLD_ONE, no_ticket) or ("",))[0] == "old_ticket"


def test_an_approval_creates_the_ticket_then_notes_on_it_and_on_the_old_one() -> None:
    known = facts(customer=ACME, owner=BEA, old_ticket=TICKET)
    request = asked(NEW, ON_AN_OLD_ONE, known)
    create, ours, old, told = decided(request, known, LINA).what_follows().now
    assert create == CreateTicket(
        draft=Draft(
            customer="c-1",
            title="Export is slow",
            description=WRONG,
            priority=Priority.NORMAL,
            status=Status.IN_PROGRESS,
            owner=person(BEA),
            marker="Countersign 1-k",
        ),
        by=LINA,
    )
    assert isinstance(ours, WriteNote)
    assert isinstance(old, WriteNote)
    assert (ours.ticket, ours.names) == (None, ())
    assert (old.ticket, old.names) == (TICKET, (("New ticket", "ticket"),))
    assert [(line.label, line.text) for line in old.note.lines] == [
        ("Asked by", "Amira"),
        ("What", "Open a ticket for Acme, owned by Bea: Export is slow"),
        ("Plan", "Enterprise"),
        ("Why", "a new issue on a very old ticket"),
        ("It was opened", "90 days ago"),
        ("Priority", "normal"),
        ("Status", "in progress"),
        ("Description", WRONG),
        ("Rule", NEW.rule),
    ]
    assert (ours.note.lines[-1].label, ours.note.lines[-1].text) == (
        "On which ticket",
        "#4711 Cannot export invoices https://example.com/4711",
    )
    assert isinstance(told, Tell)
    assert (told.to, plain(told.words)) == (
        BEA,
        "the new ticket Export is slow is yours, a new ticket: Amira asked and Lina approved.",
    )


def test_without_an_old_ticket_there_is_one_note_on_the_new_one() -> None:
    _, note, _ = decided(asked(NEW, GIVEN, KNOWN), KNOWN, LINA).what_follows().now
    assert isinstance(note, WriteNote)
    assert note.ticket is None
    assert "On which ticket" not in {line.label for line in note.note.lines}


def test_who_asked_for_a_ticket_of_their_own_is_not_told_of_it() -> None:
    own = facts(customer=ACME, owner=AMIRA)
    assert not [
        effect
        for effect in decided(asked(NEW, GIVEN, own), own, LINA).what_follows().now
        if isinstance(effect, Tell)
    ]


def test_a_customer_without_a_plan_has_none_on_the_card() -> None:
    poor = facts(customer=ACME.model_copy(update={"plan": ""}), owner=BEA)
    details = {each.label: plain(each.words) for each in NEW.details(NEW.read(GIVEN), poor)}
    assert details.keys().isdisjoint({"Plan", "More", "It was opened"})
