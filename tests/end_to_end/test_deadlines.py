"""The deadlines of Pylon's own SLA are promises that nobody here can move."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.scene import Scene, bots, scene

pytestmark = pytest.mark.parametrize("helpdesk", ["pylon"], indirect=True)

SOON = timedelta(seconds=31)


@pytest.fixture
async def late(database_url: str) -> AsyncIterator[Scene]:
    """Two tickets with deadlines: a first response in two hours, a resolution in four."""
    async with scene() as team, bots(team, database_url):
        await team.settled()
        now, customer = team.clock.now(), team.helpdesk.ticket("4711").customer
        owner = team.admins["omar"]
        hours = {name: now + timedelta(hours=left) for name, left in (("word", 2), ("end", 4))}
        team.helpdesk.add_ticket(
            "Nothing arrives", customer, number="4800", owner=owner, respond_by=hours["word"]
        )
        team.helpdesk.add_ticket(
            "Too slow", customer, number="4801", owner=owner, resolve_by=hours["end"]
        )
        team.clock.move(SOON)
        await team.settled()
        yield team
        assert team.helpdesk.customer_receives == []


async def passes(team: Scene, **time: int) -> None:
    team.clock.move(timedelta(**time))
    await team.settled()


async def test_the_owner_is_reminded_and_a_reply_ends_it(late: Scene) -> None:
    await passes(late, minutes=61)
    await late.sees(late.omar, "First response due in")
    await late.sees(late.omar, "It ends in the helpdesk: by your reply, or by closing the ticket.")
    assert late.buttons(late.omar) == {"ask for reassignment"}
    late.helpdesk.replies(late.admins["omar"], "4800", "We are on it.")
    await passes(late, seconds=31)
    await late.sees(late.omar, "First response met")


async def test_what_is_missed_reaches_the_lead(late: Scene) -> None:
    await passes(late, minutes=121)
    await late.sees(late.omar, "First response overdue")
    await late.sees(late.lina, "First response missed")
    assert late.buttons(late.lina) == {"ask for reassignment", "call the owner"}


async def test_a_resolution_is_met_by_closing_the_ticket_and_not_by_a_reply(late: Scene) -> None:
    await passes(late, minutes=181)
    await late.sees(late.omar, "Resolution due in")
    late.helpdesk.replies(late.admins["omar"], "4801", "Nearly there.")
    await passes(late, seconds=31)
    assert "Resolution met" not in late.words(late.omar)
    late.helpdesk.closes(late.admins["omar"], "4801")
    await passes(late, seconds=31)
    await late.sees(late.omar, "Resolution met")


async def test_nobody_moves_it_or_ticks_it_off_here(late: Scene) -> None:
    await passes(late, minutes=61)
    await late.sees(late.omar, "First response due in")
    (card,) = [card for card in late.cards(late.omar) if "First response" in late.said(card)]
    value = next(
        element["value"]
        for block in card["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    )
    direct = late.workspace.direct(late.omar)
    button = {"action_id": "updated the customer", "block_id": "b", "type": "button"}
    press = late.workspace.payloads.press_on_message(
        late.omar, direct, card, button | {"value": value}
    )
    await late.workspace.delivers(press)
    await late.sees(late.omar, "This deadline is Pylon's own SLA")
    assert "First response due in" in late.words(late.omar)


async def test_our_own_promise_stands_beside_it_and_can_be_moved(late: Scene) -> None:
    said = late.answer(await late.workspace.types(late.omar, "/promise 4800 1h"))
    assert "Promised: #4800" in said
    said = late.answer(await late.workspace.types(late.omar, "/promise 4800 3h"))
    assert "The SLA wants one by" in said
    await passes(late, minutes=61)
    await late.sees(late.omar, "First response due in")


async def test_a_customer_who_writes_where_the_helpdesk_says_until_when_needs_no_policy(
    late: Scene,
) -> None:
    late.helpdesk.customer_writes("4800", "Hello?")
    await passes(late, seconds=31)
    desk = late.answer(await late.workspace.types(late.omar, "/desk"))
    assert desk.count("#4800") == 1
    assert "first response" in desk
