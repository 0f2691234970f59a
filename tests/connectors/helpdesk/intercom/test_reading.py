from datetime import UTC, datetime

import pytest

from connectors.helpdesk.intercom.answers import IntercomAuthor, IntercomTicket, Part
from connectors.helpdesk.intercom.reading import (
    note_with,
    opened_of,
    priority_of,
    state_of,
    title_of,
)
from rulebook.people import Person
from rulebook.tickets import TicketState

LEAD = Person(id="1", name="Lee")
OURS = Part(
    id="7", part_type="note", body="<p>x</p><p>m</p>", author=IntercomAuthor(type="admin", id="1")
)


def test_our_note_is_a_note_by_the_admin_with_the_marker_last() -> None:
    assert note_with("m", (OURS,), LEAD) == OURS


@pytest.mark.parametrize(
    "other",
    [
        {"part_type": "comment"},
        {"part_type": None},
        {"body": None},
        {"author": None},
        {"author": IntercomAuthor(type="admin", id="2")},
        {"author": IntercomAuthor(type="user", id="1")},
    ],
)
def test_nothing_else_is_our_note(other: dict[str, object]) -> None:
    assert note_with("m", (OURS.model_copy(update=other),), LEAD) is None


def test_of_two_the_newest_is_ours() -> None:
    newer = OURS.model_copy(update={"id": "8"})
    assert note_with("m", (OURS, newer), LEAD) == newer


def ticket(**more: object) -> IntercomTicket:
    return IntercomTicket.model_validate({"id": "1", "ticket_id": "2", "open": True, **more})


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, TicketState.OPEN),
        ({"ticket_state": {"category": "in_progress"}}, TicketState.OPEN),
        ({"ticket_state": {"category": "waiting_on_customer"}}, TicketState.WAITING),
        ({"snoozed_until": 1_800_000_000}, TicketState.WAITING),
        ({"open": False, "snoozed_until": 1_800_000_000}, TicketState.CLOSED),
    ],
)
def test_a_ticket_stands_where_its_fields_say(more: dict[str, object], state: TicketState) -> None:
    assert state_of(ticket(**more)) is state


@pytest.mark.parametrize(
    ("attributes", "priority"),
    [
        ({"Priority": "high"}, "high"),
        ({"PRIORITY": "P1"}, "P1"),
        ({"priority": "none"}, ""),
        ({"priority": 3}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_tickets_priority_is_the_attribute_of_that_name(
    attributes: dict[str, object] | None, priority: str
) -> None:
    assert priority_of(ticket(ticket_attributes=attributes), "priority") == priority


@pytest.mark.parametrize(
    ("attributes", "title"),
    [
        ({"_default_title_": " Export\nstops "}, "Export stops"),
        ({"_default_title_": "", "_default_description_": "\n1 < 2\nsecond"}, "1 < 2"),
        ({"_default_description_": "<p>First &amp; foremost</p><p>second</p>"}, "First & foremost"),
        ({"_default_description_": None}, "(no title)"),
        (None, "(no title)"),
    ],
)
def test_a_ticket_without_a_title_is_called_by_its_first_line(
    attributes: dict[str, object] | None, title: str
) -> None:
    assert title_of(ticket(ticket_attributes=attributes)) == title


def test_a_ticket_was_opened_when_it_was_created() -> None:
    assert opened_of(ticket(created_at=1_709_195_400)) == datetime(2024, 2, 29, 8, 30, tzinfo=UTC)
    assert opened_of(ticket()) is None
