import asyncio
import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from sandbox.changes import StillWaiting
from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin, Contact, State


def test_what_people_do_is_in_the_history_and_reaches_nobody_through_a_call(
    desk: Helpdesk, ann: Admin, bea: Admin, dana: Contact
) -> None:
    number = desk.add_conversation("It broke", dana, owner=ann).number
    desk.assigns(ann, number, bea)
    desk.replies(bea, number, "We are looking.")
    desk.customer_writes(number, "Thanks!")
    desk.writes_note(bea, number, "<p>hm</p>")
    desk.closes(bea, number)
    desk.reopens(bea, number)
    ticket = desk.ticket(number)
    kinds = ["assignment", "comment", "comment", "note", "close", "open"]
    assert [part.kind for part in ticket.history] == kinds
    assert ticket.history[0].assigned_to == bea
    assert ticket.history[2].author == dana
    assert ticket.owner == bea
    assert ticket.state == "open"
    assert desk.customer_receives == []


@pytest.mark.parametrize("kind", ["conversation", "ticket"])
def test_a_customer_who_writes_again_opens_what_was_closed(
    desk: Helpdesk, ann: Admin, dana: Contact, kind: str
) -> None:
    add = desk.add_conversation if kind == "conversation" else desk.add_ticket
    number = add("It broke", dana).number
    desk.closes(ann, number)
    assert not desk.ticket(number).open
    desk.customer_writes(number, "Still broken.")
    assert desk.ticket(number).state == "open"
    written = desk.ticket(number).history[-1]
    assert written.kind == ("open" if kind == "conversation" else "comment")
    assert (written.author, written.body) == (dana, "<p>Still broken.</p>")


def test_a_customer_who_writes_answers_what_waited_on_them_and_begins_nothing(
    desk: Helpdesk, dana: Contact
) -> None:
    states: tuple[tuple[State, State], ...] = (
        ("waiting_on_customer", "open"),
        ("submitted", "submitted"),
    )
    for before, after in states:
        number = desk.add_ticket("A bug", dana, state=before).number
        desk.customer_writes(number, "Here it is.")
        assert desk.ticket(number).state == after


def test_what_is_written_by_hand_is_text_and_no_html(
    desk: Helpdesk, ann: Admin, dana: Contact
) -> None:
    number = desk.add_conversation("It broke", dana).number
    assert desk.replies(ann, number, "1 < 2\n<b>so</b>").body == (
        "<p>1 &lt; 2<br>&lt;b&gt;so&lt;/b&gt;</p>"
    )
    assert desk.customer_writes(number, "<i>").body == "<p>&lt;i&gt;</p>"


def test_whatever_happens_to_a_ticket_it_was_updated_then(
    desk: Helpdesk, clock: Clock, ann: Admin, dana: Contact
) -> None:
    number = desk.add_ticket("A bug", dana, created=clock.now() - timedelta(days=9)).number
    for act in (
        lambda: desk.replies(ann, number, "We are looking."),
        lambda: desk.customer_writes(number, "Thanks!"),
        lambda: desk.writes_note(ann, number, "<p>hm</p>"),
        lambda: desk.assigns(ann, number, ann),
        lambda: desk.closes(ann, number),
        lambda: desk.reopens(ann, number),
        lambda: desk.snoozes(ann, number, clock.now() + timedelta(minutes=1)),
    ):
        clock.move(timedelta(hours=1))
        act()
        assert desk.ticket(number).updated == clock.now()
    clock.move(timedelta(hours=1))
    assert desk.ticket(number).updated == clock.now() - timedelta(minutes=59), "it woke"


def test_what_is_snoozed_wakes_when_its_time_has_come(
    desk: Helpdesk, clock: Clock, ann: Admin, dana: Contact
) -> None:
    number = desk.add_ticket("A bug", dana).number
    desk.snoozes(ann, number, clock.now() + timedelta(hours=1))
    assert desk.ticket(number).state == "snoozed"
    clock.move(timedelta(hours=1))
    assert desk.ticket(number).state == "open"


def test_a_conversations_number_is_its_id_and_a_tickets_is_not(
    desk: Helpdesk, dana: Contact
) -> None:
    conversation = desk.add_conversation("It broke", dana, number="4711")
    ticket = desk.add_ticket("A bug", dana, number="64")
    assert conversation.id == "4711"
    assert ticket.id != "64"
    assert [found.number for found in desk.tickets()] == ["64", "4711"]


@pytest.mark.parametrize("number", ["4711", "64", "abc", "-1", "٤"])
def test_a_number_that_is_taken_or_none_is_refused(
    desk: Helpdesk, dana: Contact, number: str
) -> None:
    desk.add_conversation("It broke", dana, number="4711")
    desk.add_ticket("A bug", dana, number="64")
    with pytest.raises(ValueError, match="The number"):
        desk.add_conversation("Another", dana, number=number)


def test_a_conversation_does_not_wait_on_the_customer(desk: Helpdesk, dana: Contact) -> None:
    with pytest.raises(ValueError, match="Only a ticket"):
        desk.add_conversation("It broke", dana, state="waiting_on_customer")


def test_a_conversation_is_never_just_submitted(desk: Helpdesk, dana: Contact) -> None:
    with pytest.raises(ValueError, match="Only a ticket"):
        desk.add_conversation("It broke", dana, state="submitted")


@pytest.mark.parametrize("kind", ["conversation", "ticket"])
def test_a_ticket_can_be_very_old_but_not_from_the_future(
    desk: Helpdesk, clock: Clock, dana: Contact, kind: str
) -> None:
    add = desk.add_conversation if kind == "conversation" else desk.add_ticket
    long_ago = clock.now() - timedelta(days=400)
    ticket = desk.ticket(add("It broke", dana, created=long_ago).number)
    assert (ticket.created, ticket.updated) == (long_ago, long_ago)
    with pytest.raises(ValueError, match="future"):
        add("It broke", dana, created=clock.now() + timedelta(seconds=1))


def test_there_is_no_ticket_that_nobody_added(desk: Helpdesk) -> None:
    with pytest.raises(LookupError, match="no ticket 7"):
        desk.ticket("7")


async def test_who_waits_is_woken_by_a_change(
    desk: Helpdesk, ann: Admin, bea: Admin, dana: Contact
) -> None:
    number = desk.add_ticket("A bug", dana, owner=ann).number
    waiting = asyncio.create_task(desk.until(lambda: desk.ticket(number).owner == bea))
    await asyncio.sleep(0)
    desk.assigns(ann, number, bea)
    assert await waiting is True


async def test_who_waits_in_vain_is_told_what_was_called(
    desk: Helpdesk, api: httpx.AsyncClient
) -> None:
    await api.get("/tickets/7")
    with pytest.raises(StillWaiting, match="GET /tickets/7: 404"):
        await desk.until(lambda: False, timeout=0.01)


def test_a_helpdesk_in_a_file_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    file = str(tmp_path / "helpdesk.sqlite3")
    before = Helpdesk(clock, file)
    ann = before.add_admin("Ann", "ann@support.example")
    number = before.add_ticket("A bug", before.add_contact("Dana", "d@c.example"), owner=ann).number
    before.writes_note(ann, number, "<p>kept</p>")
    kept = before.ticket(number)
    before.close()
    after = Helpdesk(clock, file)
    assert after.ticket(number) == kept
    assert after.admins() == [ann]
    after.close()


def test_a_file_that_is_older_than_pylon_is_read(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "helpdesk.sqlite3"
    before = Helpdesk(clock, str(file))
    number = before.add_ticket("A bug", before.add_contact("Dana", "d@c.example")).number
    kept = before.ticket(number)
    before.close()
    with contextlib.closing(sqlite3.connect(file)) as older:
        for table in ("away", "particulars", "in_thread", "thread", "team"):
            older.execute(f"DROP TABLE {table}")
    after = Helpdesk(clock, str(file))
    assert after.ticket(number) == kept
    after.close()
