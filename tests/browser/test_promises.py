"""An update is promised to a customer, or a call: what who has the ticket and the lead see."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from sandbox.clock import Clock
from tests.browser.house import House, before_thanksgiving
from tests.browser.people import SECONDS, People, Somebody
from tests.scene import NEW_YORK

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]
THANKSGIVING = {"clock": before_thanksgiving(Clock()), "holidays": "US"}
QUARTER, HOUR = "+15 min", "+1 h"
# The time left is counted, and a test takes some of it.
FIRST = re.compile("Update due in (1 hour|59 minutes)")
SECOND = re.compile("Update due in 1[45] minutes")


def later(house: House, by: timedelta) -> datetime:
    """What time it is then, on the wall in New York."""
    return (house.sandbox.clock.now() + by).astimezone(NEW_YORK)


async def promises(somebody: Somebody, line: str) -> None:
    """Type a promise, and wait until it is said back."""
    await somebody.types(f"/promise {line}")
    await somebody.sees("Promised: #")


async def test_reminded_of_twice_then_sent_and_the_next_is_promised(
    house: House, housemates: People
) -> None:
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await promises(amira, "4711 2h")
    await amira.moves_clock(HOUR)
    await amira.sees(FIRST)
    await amira.moves_clock(QUARTER, QUARTER, QUARTER)
    await amira.sees(SECOND)
    await amira.sees_none(FIRST)

    await amira.presses("Updated the customer")
    await expect(amira.form).to_contain_text(
        "When does the customer hear from you next?", timeout=SECONDS
    )
    await amira.picks_time("When the update is due", later(house, timedelta(hours=2)))
    await amira.asks_formally("Promise")
    await amira.sees("Update sent")
    await amira.sees_no("Updated the customer")

    await amira.moves_clock(HOUR, QUARTER)
    await amira.sees("Update due in")
    await expect(lina.messages).to_contain_text("Nothing here yet")


async def test_a_broken_one_reaches_the_lead_who_asks_for_a_call_and_extends_it(
    house: House, housemates: People
) -> None:
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await promises(amira, "4711 1h")
    await amira.moves_clock(HOUR)
    await amira.sees("Update overdue")
    await lina.sees("Promise broken")

    await lina.presses("Call the owner")
    await amira.sees("@Lina asks you for a call about #4711")
    await lina.presses("Extend")
    await lina.picks_time("New time", later(house, timedelta(hours=3)))
    await lina.form.get_by_label("Why").fill("Waits for the developers")
    await lina.asks_formally("Move")

    await lina.sees_no("Extend")
    await expect(amira.says("Update overdue")).to_have_count(0, timeout=SECONDS)
    await lina.types("/desk")
    await lina.sees("moved: Waits for the developers")


async def test_reassigned_in_between_the_new_owner_is_reminded(housemates: People) -> None:
    amira, bea = await housemates.be("amira"), await housemates.be("bea")
    lina = await housemates.be("lina")
    await promises(amira, "4711 2h")
    await amira.moves_clock(HOUR)
    await amira.presses("Ask for reassignment", on=FIRST)
    await amira.picks("Bea")
    await amira.form.get_by_label("Why").fill("French speaker needed")
    await amira.asks_formally()
    await lina.presses("Approve", on="French speaker needed")
    await amira.sees("Note written")

    await amira.moves_clock(QUARTER, QUARTER, QUARTER)

    await bea.sees(SECOND)
    await amira.sees_none("Update due in")
    await bea.presses("Updated the customer", on="Update due in")
    await bea.sees("Update sent")


async def test_one_that_is_due_at_night_is_overdue_in_the_morning(
    house: House, housemates: People
) -> None:
    house.sandbox.clock.move(timedelta(hours=6))
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await promises(amira, "4711 22:00")
    await amira.sees("outside support hours")
    await amira.moves_clock(HOUR)
    await amira.sees("Update due")
    await amira.moves_clock(QUARTER, QUARTER, QUARTER)
    await expect(amira.says("Updated the customer")).to_have_count(1, timeout=SECONDS)
    await amira.moves_clock(HOUR)
    await lina.sees("Open as the shift changes")
    await amira.moves_clock(HOUR, HOUR, HOUR, HOUR)
    await amira.types("/desk")
    await amira.sees("45 minutes overdue")
    await lina.sees_none("Promise broken")

    await amira.moves_clock("Next morning")

    await lina.sees("Promise broken")
    await amira.sees("Update overdue")
    await expect(lina.says("Promise broken")).to_have_count(1)


async def test_over_the_weekend_no_support_time_passes(house: House, housemates: People) -> None:
    house.sandbox.clock.move(timedelta(days=2, hours=6))
    amira = await housemates.be("amira")
    await promises(amira, "4711 4h")
    await amira.sees("(Mon ")

    await amira.moves_clock("Next morning")

    await expect(amira.clock).to_contain_text("Mon", timeout=SECONDS)
    await expect(amira.newest).to_contain_text("Your day", timeout=SECONDS)
    await amira.moves_clock(HOUR)
    await amira.sees(FIRST)


@pytest.mark.parametrize("house", [THANKSGIVING], indirect=True)
async def test_on_a_holiday_nobody_hears_of_it(housemates: People) -> None:
    amira = await housemates.be("amira")
    await promises(amira, "4711 9h")
    await amira.sees("(Fri ")
    await amira.moves_clock("Next morning")
    await expect(amira.clock).to_contain_text("Thu", timeout=SECONDS)
    await amira.moves_clock(HOUR)
    await expect(amira.messages.locator("article:not(.ephemeral)")).to_have_count(0)

    await amira.moves_clock("Next morning")

    await expect(amira.newest).to_contain_text("Your day", timeout=SECONDS)
    await expect(amira.newest).to_contain_text("left")
    await expect(amira.says("Your day")).to_have_count(1)


async def test_a_reply_from_the_ticket_keeps_it(housemates: People) -> None:
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    ticket = await housemates.be("amira", "tickets/4711")
    await promises(amira, "4711 2h")
    await amira.moves_clock(HOUR)
    await amira.sees(FIRST)

    await ticket.tab.get_by_label("Reply to the customer").fill("It is mended.")
    await ticket.tab.get_by_role("button", name="Send as Amira").click()
    await expect(ticket.tab.locator(".history")).to_contain_text("It is mended.", timeout=SECONDS)
    await amira.moves_clock(QUARTER)

    await amira.sees("Update sent")
    await amira.sees("Seen in the helpdesk")
    await amira.sees_no("Updated the customer")
    await amira.presses("Promise the next update")
    await amira.sends("No further promise")
    await amira.moves_clock(HOUR)
    await lina.types("/desk")
    await lina.sees("Nothing is promised")
    await expect(lina.messages.locator("article:not(.ephemeral)")).to_have_count(0)


async def test_a_call_that_nobody_confirms_reaches_the_lead(
    house: House, housemates: People
) -> None:
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await amira.types("/customer-call 4711 10:25 45m")
    await amira.sees("Call noted: #4711")
    await amira.moves_clock(QUARTER)
    await amira.sees("Call begins in 10 minutes")
    house.sandbox.clock.move(timedelta(minutes=8))
    await amira.sees("Call begins in 2 minutes")
    house.sandbox.clock.move(timedelta(minutes=5))
    await amira.sees("Your call has begun")
    await lina.sees("Nobody is on the call")

    await amira.presses("I will be there")

    await amira.sees("Call confirmed")
    await lina.sees_no("Call the owner")


async def test_the_lists_are_muted_and_come_again(housemates: People) -> None:
    amira, bea = await housemates.be("amira"), await housemates.be("bea")
    await promises(amira, "4711 tomorrow 15:00")
    await promises(bea, "4715 tomorrow 15:00")
    await amira.moves_clock("Next morning")
    await amira.presses("Mute these lists", on="Your day")
    await amira.sees("No more lists")
    await amira.moves_clock("Next morning")
    await expect(bea.says("Your day")).to_have_count(2, timeout=SECONDS)
    await expect(amira.says("Your day")).to_have_count(1)

    await amira.types("/desk")
    await amira.presses("Send me the lists again", on="What you can type")
    await amira.sees("The lists come again")
    await amira.moves_clock("Next morning")

    await expect(amira.says("Your day")).to_have_count(2, timeout=SECONDS)


async def test_what_cannot_be_read_is_asked_for_with_a_clock(
    house: House, housemates: People
) -> None:
    amira = await housemates.be("amira")
    await amira.types("/promise 4711 yesterday")
    await expect(amira.form).to_contain_text("“yesterday” is past", timeout=SECONDS)
    await expect(amira.form.get_by_label("Ticket")).to_have_value("#4711")

    await amira.picks_time("When the update is due", later(house, timedelta(hours=2)))
    await amira.sends("Promise")

    await expect(amira.form).to_contain_text("Promised: #4711", timeout=SECONDS)
    await amira.sends("Close")
    await amira.moves_clock(HOUR)
    await amira.sees(FIRST)


async def test_a_reminder_in_place_of_another_is_one_to_look_at(
    house: House, housemates: People
) -> None:
    amira, workspace = await housemates.be("amira"), house.sandbox.workspace
    await promises(amira, "4715 2h")
    await amira.moves_clock(HOUR)
    first = await workspace.until(lambda: workspace.pings[:1])
    await amira.moves_clock(QUARTER, QUARTER, QUARTER)
    await workspace.until(lambda: len(workspace.pings) > 1)
    await workspace.until(lambda: len(workspace.messages(first[0].channel)) == 1)

    omar = await housemates.be("omar")

    await expect(omar.tab.get_by_role("link", name="Bea").locator(".unread")).to_have_text("1")
