"""What time does to a request, moved by the page's clock."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.house import House
from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]
LATE = timedelta(hours=7, minutes=30)  # from ten: half an hour before closing


async def asks(people: People) -> tuple[Somebody, Somebody]:
    """Amira asks; she and Lina, once Lina has the card."""
    amira, lina = await people.be("amira"), await people.be("lina")
    await amira.types("/reassign 4711 @bea French speaker needed")
    await lina.sees("French speaker needed")
    return amira, lina


async def test_a_lead_is_reminded_and_then_the_manager_has_it_too(housemates: People) -> None:
    amira, lina = await asks(housemates)
    mubeen = await housemates.be("mubeen")
    await amira.moves_clock("+15 min")
    await lina.sees_in_thread("has waited 15 minutes")

    await amira.moves_clock("+15 min")
    await mubeen.sees("has not answered yet")
    await amira.sees_in_thread("has not answered yet")
    await mubeen.presses("Approve")

    await lina.sees("Approved by Mubeen")
    await lina.sees_no("Approve")


async def test_at_the_end_of_the_day_it_waits_and_goes_on_in_the_morning(
    house: House, housemates: People
) -> None:
    house.sandbox.clock.move(LATE)
    amira, lina = await asks(housemates)
    await amira.moves_clock("+1 h")
    await amira.sees("Waiting for the next shift")
    await lina.sees("It waits for the next shift")
    await lina.sees_no("Approve")

    await amira.moves_clock("Next morning")

    await lina.presses("Approve", on="French speaker needed")
    await amira.sees("Note written")


async def test_what_cannot_wait_reaches_the_manager_at_night(
    house: House, housemates: People
) -> None:
    house.sandbox.clock.move(LATE)
    amira, mubeen = await housemates.be("amira"), await housemates.be("mubeen")
    await amira.moves_clock("+1 h")
    await expect(amira.clock).to_contain_text("6:30 PM", timeout=SECONDS)
    await amira.types("/reassign 4711 @bea French speaker needed")
    await amira.presses("It cannot wait")

    await mubeen.sees("French speaker needed")
    await amira.sees_no("It cannot wait")
    await mubeen.presses("Approve")

    await amira.sees("Approved by Mubeen")


async def test_after_two_support_days_nothing_is_left_to_decide(housemates: People) -> None:
    amira, lina = await asks(housemates)
    await amira.moves_clock("+1 day")
    await expect(amira.clock).to_contain_text("Thu", timeout=SECONDS)
    await amira.moves_clock("+1 day")

    await amira.sees("Expired")
    await lina.sees("Expired")
    await lina.sees_no("Approve")
    await amira.sees_no("Withdraw")


async def test_after_ten_minutes_nothing_is_taken_back(housemates: People) -> None:
    amira, lina = await asks(housemates)
    await lina.presses("Approve")
    await expect(lina.newest.get_by_role("button", name="Take back")).to_be_visible(timeout=SECONDS)

    await amira.moves_clock("+15 min")

    await lina.sees_no("Take back")
    await lina.sees("Note written")


async def test_over_the_weekend_a_request_waits_for_monday(
    house: House, housemates: People
) -> None:
    house.sandbox.clock.move(timedelta(days=3))
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await amira.types("/reassign 4711 @bea French speaker needed")
    await amira.sees("Waiting for the next shift")
    await amira.moves_clock("Next morning")
    await lina.sees("French speaker needed")
    await amira.sees("Waiting for Lina")
