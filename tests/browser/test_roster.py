"""The roster's form: days, times, and who leads from then on."""

import pytest
from playwright.async_api import expect

from tests.browser.people import SECONDS, People

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def test_a_lead_puts_a_colleague_on_the_roster(people: People) -> None:
    lina = await people.be("lina")
    await lina.types("/roster")
    await lina.form.get_by_label("Lead (optional)", exact=True).select_option(label="Theo")
    await lina.sends("Save")
    await expect(lina.form.locator(".field.wrong")).to_have_count(1, timeout=SECONDS)

    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        await lina.form.get_by_label(day).check()
    await lina.form.get_by_label("From").fill("00:00")
    await lina.form.get_by_label("To (optional)").fill("23:59")
    await lina.form.get_by_label("Lead who covers").select_option(label="Theo")
    await lina.form.get_by_label("Starts").fill("2031-05-05T09:00")
    await lina.form.get_by_label("Ends").fill("2031-05-05T17:30")
    await lina.sends("Save")
    await expect(lina.form).to_have_count(0, timeout=SECONDS)

    await lina.types("/roster")
    await expect(lina.form).to_contain_text("Theo", timeout=SECONDS)
    await expect(lina.form).to_contain_text("23:59")
    await expect(lina.form).to_contain_text("09:00")
    await expect(lina.form).to_contain_text("17:30")
    amira = await people.be("amira")
    await amira.types("/reassign 4714 @nadia she knows how")
    theo = await people.be("theo")
    await theo.sees("she knows how")


async def test_an_engineer_is_told_who_keeps_the_roster(people: People) -> None:
    omar = await people.be("omar")

    await omar.types("/roster")

    await omar.sees("Only visible to you")
    await expect(omar.form).to_have_count(0)
