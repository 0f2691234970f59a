"""Everything is readable and within reach on a phone."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.people import SECONDS, People

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTH = 390
FINGER = 44


async def test_a_card_is_decided_on_a_phone(on_phones: People) -> None:
    amira = await on_phones.be("amira")
    await amira.types("/reassign 4711 @bea French speaker needed, " + "and soon " * 40)
    await amira.sees("Only visible to you")
    lina = await on_phones.be("lina")
    await lina.sees("French speaker needed")
    assert await lina.width() == WIDTH

    await lina.newest.get_by_role("button", name="Approve", exact=True).tap(timeout=SECONDS)

    await lina.sees("Note written")
    assert await lina.width() == WIDTH


async def test_a_menu_stays_in_sight_when_the_page_becomes_narrow(people: People) -> None:
    nadia, lina = await people.be("nadia"), await people.be("lina")
    await lina.tab.set_viewport_size({"width": 1200, "height": 800})
    await nadia.types("/reassign 4713 @omar audits are his")
    await lina.sees("audits are his")
    await nadia.sees("Waiting for Lina")
    await lina.newest.get_by_label("More", exact=True).click(timeout=SECONDS)

    await lina.tab.set_viewport_size({"width": 340, "height": 780})

    item = lina.newest.locator(".menu").get_by_role("button").first
    await expect(item).to_be_in_viewport(ratio=1, timeout=SECONDS)


async def test_a_form_fits_and_its_buttons_are_in_sight(on_phones: People) -> None:
    lina = await on_phones.be("lina")

    await lina.types("/roster")

    await expect(lina.form.get_by_role("button", name="Save")).to_be_in_viewport(timeout=SECONDS)
    assert await lina.width() == WIDTH


async def test_the_arrow_back_leads_to_everything_else(on_phones: People) -> None:
    nadia = await on_phones.be("nadia", "in/support")
    support = nadia.tab.get_by_role("link", name=re.compile("^support"))
    await expect(support).to_be_hidden()

    await nadia.tab.get_by_label("Conversations and people").tap()
    await expect(nadia.messages).to_be_hidden()
    await expect(nadia.tab.get_by_role("button", name="+1 h")).to_be_in_viewport()
    for place in ("support", "Countersign", "Amira", "Mubeen", "Tickets"):
        link = nadia.tab.get_by_role("link", name=re.compile(f"^{place}"))
        await expect(link).to_be_visible()
        box = await link.bounding_box()
        assert box
        assert box["height"] >= FINGER
    await support.tap()

    await expect(nadia.messages).to_be_visible(timeout=SECONDS)
    await expect(support).to_be_hidden()


async def test_a_thread_is_a_screen_of_its_own(on_phones: People) -> None:
    omar = await on_phones.be("omar", "in/support")
    await omar.types("anybody at lunch?")
    await omar.sees("anybody at lunch?")
    await omar.newest.get_by_role("link", name="Reply in thread").tap(timeout=SECONDS)
    await expect(omar.messages).to_be_hidden()

    await omar.tab.get_by_label("Close the thread").tap()

    await expect(omar.messages).to_be_visible()
    assert await omar.width() == WIDTH


@pytest.mark.parametrize("place", ["tickets", "tickets/4712", "in/support"])
async def test_every_page_fits(on_phones: People, place: str) -> None:
    theo = await on_phones.be("theo", place)

    assert await theo.width() == WIDTH
