"""The helpdesk refuses, or is not as it was: what the page shows, and how it goes on."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from sandbox.faults import Fault
from tests.browser.house import House
from tests.browser.people import People

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]


async def test_a_note_that_was_refused_is_written_at_a_retry(
    house: House, housemates: People
) -> None:
    house.sandbox.helpdesk.faults.on("POST /conversations/{id}/reply", Fault.FORBIDDEN)
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await amira.types("/reassign 4711 @bea French speaker needed")
    await lina.presses("Approve")
    await amira.sees("can retry")
    ticket = await housemates.be("lina", "tickets/4711")
    await ticket.reads_notes()

    await lina.presses("Retry")

    await amira.sees("Note written")
    await ticket.reads_notes("Reassignment approved by Lina")


async def test_a_ticket_that_changed_hands_comes_back_to_the_lead(
    house: House, housemates: People
) -> None:
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await amira.types("/reassign 4711 @bea French speaker needed")
    await lina.sees("French speaker needed")
    helpdesk = house.sandbox.helpdesk
    by_name = {admin.name: admin for admin in helpdesk.admins()}
    helpdesk.assigns(by_name["Mubeen"], "4711", by_name["Theo"])
    await lina.presses("Approve")
    await lina.sees("is Theo's now, no longer Amira's")

    await lina.presses("Approve")

    await amira.sees("Note written")
    await (await housemates.be("theo")).sees("is @Bea's now")


async def test_a_slow_helpdesk_is_said_so_and_then_the_card_comes(
    house: House, housemates: People
) -> None:
    slow = house.sandbox.helpdesk.faults.on("GET /conversations/{id}", Fault.HELD_BEFORE, times=2)
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await amira.types("/reassign 4711 @bea French speaker needed")
    await amira.sees("It is being looked up")
    await amira.sees("Looking it up…")
    slow.released.set()
    await lina.sees("French speaker needed")
    await amira.sees("Waiting for Lina")


async def test_what_turns_out_to_be_impossible_is_refused_with_its_reason(
    house: House, housemates: People
) -> None:
    house.sandbox.helpdesk.faults.on("GET /conversations/{id}", Fault.SERVER_ERROR)
    amira = await housemates.be("amira")
    await amira.types("/reassign 99 @bea French speaker needed")
    await amira.sees("Not possible as it stands")
    await amira.sees("Intercom has no ticket #99")


async def test_what_changes_while_the_page_still_loads_is_seen(housemates: People) -> None:
    amira = await housemates.be("amira")
    going_on = asyncio.Event()

    async def late(route: Route) -> None:
        await going_on.wait()
        await route.continue_()

    await housemates.context.route("**/static/live.js", late)
    lina = await housemates.be("lina", waits=False)
    await amira.types("/reassign 4711 @bea French speaker needed")
    await amira.sees("Waiting for Lina")
    going_on.set()

    await expect(lina.messages).to_contain_text("French speaker needed", timeout=5_000)
