from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin, Contact

Json = dict[str, Any]
HOUR = timedelta(hours=1)


async def told(api: httpx.AsyncClient, number: str) -> Json:
    """A conversation alone and in a list, where the same is told of it."""
    alone: Json = (await api.get(f"/conversations/{number}")).json()
    query = {"query": {"field": "id", "operator": "=", "value": number}}
    [listed] = (await api.post("/conversations/search", json=query)).json()["conversations"]
    for name in ("statistics", "waiting_since", "updated_at"):
        assert listed[name] == alone[name]
    return alone


@pytest.fixture
def number(desk: Helpdesk, clock: Clock, ann: Admin, dana: Contact) -> str:
    """A conversation that began an hour ago."""
    opened = desk.add_conversation("It broke", dana, owner=ann)
    clock.move(HOUR)
    return opened.number


async def test_a_new_conversation_has_its_customer_waiting_since_it_began(
    api: httpx.AsyncClient, clock: Clock, number: str
) -> None:
    began = int((clock.now() - HOUR).timestamp())
    answer = await told(api, number)
    assert answer["waiting_since"] == began
    assert answer["statistics"] == {
        "type": "conversation_statistics",
        "first_contact_reply_at": began,
        "last_contact_reply_at": began,
        "count_reopens": 0,
        "count_assignments": 0,
        "count_conversation_parts": 0,
    }


async def test_what_each_side_wrote_is_counted_by_its_first_and_last(
    api: httpx.AsyncClient, desk: Helpdesk, clock: Clock, ann: Admin, bea: Admin, number: str
) -> None:
    start = int(clock.now().timestamp())
    acts = (
        lambda: desk.replies(ann, number, "We are looking."),
        lambda: desk.customer_writes(number, "Thanks!"),
        lambda: desk.assigns(ann, number, bea),
        lambda: desk.replies(bea, number, "Found it."),
        lambda: desk.replies(bea, number, "Mended."),
        lambda: desk.closes(bea, number),
        lambda: desk.customer_writes(number, "It is not."),
        lambda: desk.writes_note(ann, number, "<p>hm</p>"),
    )
    for act in acts:
        act()
        clock.move(HOUR)
    hour = 3600
    answer = await told(api, number)
    assert answer["waiting_since"] == start + 6 * hour
    assert answer["updated_at"] == start + 7 * hour
    assert answer["statistics"] == {
        "type": "conversation_statistics",
        "first_contact_reply_at": start - hour,
        "first_admin_reply_at": start,
        "first_assignment_at": start + 2 * hour,
        "last_assignment_at": start + 2 * hour,
        "last_assignment_admin_reply_at": start + 3 * hour,
        "last_admin_reply_at": start + 7 * hour,
        "first_close_at": start + 5 * hour,
        "last_close_at": start + 5 * hour,
        "last_closed_by_id": bea.id,
        "last_contact_reply_at": start + 6 * hour,
        "count_reopens": 1,
        "count_assignments": 1,
        "count_conversation_parts": 8,
    }


async def test_a_customer_with_an_answer_waits_no_longer(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, number: str
) -> None:
    desk.writes_note(ann, number, "<p>hm</p>")
    assert (await told(api, number))["waiting_since"] is not None
    desk.replies(ann, number, "We are looking.")
    assert (await told(api, number))["waiting_since"] is None
