"""Forms: filled in, refused at the field, sent and closed."""

import pytest
from playwright.async_api import expect

from tests.browser.people import SECONDS, People

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def test_what_a_line_lacks_is_asked_for_in_a_form(people: People) -> None:
    amira = await people.be("amira")
    await amira.types("/reassign 4711")
    ticket = amira.form.get_by_label("Ticket")
    await expect(ticket).to_have_value("#4711")

    await amira.chooses("Ticket", "4720", "#4720")
    await amira.form.get_by_label("Why").fill("French speaker\nneeded")
    await amira.picks("Bea")
    await amira.sends("Ask")
    wrong = amira.form.locator(".field.wrong")
    await expect(wrong).to_have_count(1, timeout=SECONDS)
    await expect(wrong).to_contain_text("#4720 is closed")
    await expect(amira.form.get_by_label("Why")).to_have_value("French speaker\nneeded")

    await amira.chooses("Ticket", "invoices", "#4711")
    await amira.sends("Ask")
    await expect(amira.form).to_contain_text("Asked.", timeout=SECONDS)
    await amira.sends("Close")
    await expect(amira.form).to_have_count(0)
    lina = await people.be("lina")
    await lina.sees("French speaker\nneeded")


async def test_an_empty_field_is_named_before_anything_is_sent(people: People) -> None:
    omar = await people.be("omar")
    await omar.types("/reassign")
    await omar.sends("Ask")
    await expect(omar.form.get_by_text("Please complete this required field.")).to_have_count(3)

    await omar.tab.keyboard.press("Escape")

    await expect(omar.form).to_have_count(0)


async def test_a_denial_asks_for_its_reason_and_the_requester_reads_it(people: People) -> None:
    nadia = await people.be("nadia")
    await nadia.types("/reassign 4713 @omar he has fewer tickets")
    lina = await people.be("lina")
    await lina.sees("he has fewer tickets")

    await lina.presses("Deny")
    await lina.form.get_by_label("Why not").fill("He is on leave from Thursday.")
    await lina.sends("Deny")

    await expect(lina.form).to_have_count(0, timeout=SECONDS)
    await lina.sees("Denied by Lina")
    await nadia.sees("He is on leave from Thursday.")


async def test_what_is_being_typed_outlives_what_others_do(people: People) -> None:
    bea = await people.be("bea")
    await bea.types("/reassign 4715")
    why = bea.form.get_by_label("Why")
    await why.press_sequentially("half a sent")
    omar = await people.be("omar", "in/support")
    await omar.types("hello @bea")
    await omar.sees("hello @Bea")
    await expect(bea.tab.locator("#places")).to_contain_text("#support 1", timeout=SECONDS)

    await why.press_sequentially("ence")

    await expect(why).to_have_value("half a sentence")
