"""Every kind of request, from the form to the note on the helpdesk's page."""

import pytest
from playwright.async_api import expect

from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]
WRONG = "Steps: export all invoices. Expected: a file. Actual: an error page after two minutes."


async def approves(lina: Somebody, words: str) -> None:
    await lina.sees(words)
    await lina.presses("Approve")


async def test_a_reassignment_from_the_form_to_the_note(people: People) -> None:
    amira, lina = await people.be("amira"), await people.be("lina")
    await amira.types("/reassign")
    await amira.chooses("Ticket", "logo", "#4719")
    await amira.picks("Bea")
    await amira.form.get_by_label("Why").fill("She drew the logo")
    await amira.asks_formally()

    await approves(lina, "She drew the logo")

    await amira.sees("Note written")
    await (await people.be("bea")).sees("is yours now")
    await (await people.be("nadia")).sees("is @Bea's now")
    ticket = await people.be("bea", "tickets/4719")
    await ticket.reads_notes("Reassignment approved by Lina")
    await expect(ticket.tab.locator("#owner")).to_have_text("Bea")


async def test_a_child_ticket_from_the_form_to_both_notes(people: People) -> None:
    amira, lina = await people.be("amira"), await people.be("lina")
    await amira.types("/child-ticket 4712 Export is slow")
    await expect(amira.form.get_by_label("Title")).to_have_value("Export is slow")
    await amira.form.get_by_label("What is wrong").fill(WRONG)
    await amira.picks("high")
    await amira.picks("an entirely new issue")
    await amira.picks("Bea")
    await amira.asks_formally()

    await approves(lina, "Open a child of #4712 for @Bea: Export is slow")

    await amira.sees("created")
    await (await people.be("bea")).sees("a child of #4712")
    await (await people.be("omar")).sees("#4712 has a child")
    parent = await people.be("omar", "tickets/4712")
    await parent.reads_notes("Child ticket approved by Lina")
    await lina.newest.get_by_role("link", name="created").click(timeout=SECONDS)
    await lina.reads_notes("Parent: #4712")
    await expect(lina.tab.locator("#owner")).to_have_text("Bea")
    await expect(lina.tab.get_by_label("Ticket", exact=True)).to_contain_text(WRONG)
    await expect(lina.tab.locator("#received")).to_contain_text("Nothing")


async def test_a_new_ticket_from_the_form_to_the_note(people: People) -> None:
    nadia, lina = await people.be("nadia"), await people.be("lina")
    await nadia.types("/new-ticket March is missing")
    await nadia.chooses("Customer", "raman", "Raman")
    await nadia.form.get_by_label("Description").fill(WRONG)
    await nadia.picks("urgent")
    await nadia.picks("in progress")
    occasion = "the customer reported several issues at once"
    await nadia.picks(occasion)
    await nadia.asks_formally()

    await approves(lina, "Open a ticket for Raman Clinics, owned by @Nadia: March is missing")

    await nadia.sees("created")
    await nadia.messages.get_by_role("link", name="created").click(timeout=SECONDS)
    await nadia.reads_notes("New ticket approved by Lina")
    await expect(nadia.tab.locator("#owner")).to_have_text("Nadia")
    await expect(nadia.tab.get_by_label("Ticket", exact=True)).to_contain_text("in progress")


async def takes_a_session(who: Somebody, topic: str, session: str, minutes: str) -> None:
    """Fill in the form of a session for Weber Logistik, about #4717."""
    await who.types(f"/training {topic}")
    await who.chooses("Customer", "weber", "Weber")
    for option in ("not critical", "success", session):
        await who.picks(option)
    await who.form.get_by_label("Minutes").fill(minutes)
    await who.chooses("Ticket", "4717", "#4717")


async def test_a_training_session_from_the_form_to_the_note(people: People) -> None:
    omar, lina = await people.be("omar"), await people.be("lina")
    await takes_a_session(omar, "Onboarding", "training", "90")
    await omar.asks_formally()

    await approves(lina, "@Omar holds training of 90 minutes with Weber Logistik: Onboarding")

    await omar.sees("Note written")
    ticket = await people.be("omar", "tickets/4717")
    await ticket.reads_notes("Training session approved by Lina")


async def test_a_short_technical_session_goes_ahead_at_once(people: People) -> None:
    bea, lina = await people.be("bea"), await people.be("lina")
    await takes_a_session(bea, "Single sign-on", "a technical session", "30")
    await bea.sends("Ask")

    await expect(bea.form).to_contain_text("Go ahead", timeout=SECONDS)
    await lina.sees("Went ahead")
    await lina.sees_no("Approve")
