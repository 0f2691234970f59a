"""What is refused in a form: at its field, in sight, with what was typed still there."""

import pytest
from playwright.async_api import expect

from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]
WRONG = "Steps: export all invoices. Expected: a file. Actual: an error page after two minutes."
SECRET = "AKIA" + "IOSFODNN7EXAMPLE"


async def refused(who: Somebody, field: str, words: str) -> None:
    """Send the form, and wait until it says this at one field, in sight."""
    await who.sends("Ask")
    wrong = who.form.locator(".field.wrong")
    await expect(wrong.get_by_role("alert")).to_contain_text(words, timeout=SECONDS)
    await expect(wrong).to_have_count(1)
    await expect(wrong).to_contain_text(field, ignore_case=True)
    alert = await wrong.get_by_role("alert").bounding_box()
    buttons = await who.form.locator(".actions.end").bounding_box()
    assert alert
    assert buttons
    assert 0 <= alert["y"] <= buttons["y"] - alert["height"]


async def test_a_child_is_refused_at_its_fields_until_it_fits(people: People) -> None:
    amira = await people.be("amira")
    await amira.types("/child-ticket 4712 Export is slow")
    await amira.form.get_by_label("What is wrong").fill("It is broken")
    await amira.picks("high")
    await amira.picks("an entirely new issue")
    await amira.picks("Omar")
    await refused(amira, "What is wrong", "Add what is missing")
    await amira.form.get_by_label("What is wrong").fill(WRONG)
    await refused(amira, "owner", "goes to somebody else (S12)")
    await expect(amira.form.get_by_label("Title")).to_have_value("Export is slow")
    await expect(amira.form.get_by_label("What is wrong")).to_have_value(WRONG)

    await amira.picks("Nadia")
    await amira.asks_formally()

    await (await people.be("lina")).sees("Export is slow")


async def test_a_secret_and_an_address_are_refused_where_they_stand(people: People) -> None:
    nadia = await people.be("nadia")
    await nadia.types("/new-ticket March is missing")
    await nadia.chooses("Customer", "raman", "Raman")
    description = nadia.form.get_by_label("Description")
    await description.fill(f"{WRONG} The key was {SECRET}.")
    await nadia.picks("low")
    await nadia.picks("submitted")
    old = "a new issue on a very old ticket"
    await nadia.picks(old)
    await refused(nadia, "Description", "an AWS access key")
    await expect(nadia.form.get_by_role("alert")).not_to_contain_text(SECRET)
    await expect(description).to_have_value(f"{WRONG} The key was {SECRET}.")

    await description.fill(f"{WRONG} Write to jane.doe@acme.example.")
    await refused(nadia, "Description", "an e-mail address")
    personal = nadia.form.get_by_label("Why personal data is needed")
    await personal.fill("She is the only one with access")
    await refused(nadia, "On which ticket", "Say on which old ticket")
    await nadia.chooses("On which ticket", "4713", "#4713")
    await refused(nadia, "On which ticket", "very old is 30 days or more")
    several = "the customer reported several issues at once"
    await nadia.picks(several)
    await nadia.asks_formally()

    await (await people.be("lina")).sees("She is the only one with access")


async def test_on_a_phone_what_is_wrong_is_in_sight(on_phones: People) -> None:
    omar = await on_phones.be("omar")
    await omar.types("/training Onboarding")
    await omar.chooses("Customer", "weber", "Weber")
    for option in ("critical", "the customer", "a technical session"):
        await omar.picks(option)
    await omar.form.get_by_label("Minutes").fill("900")

    await refused(omar, "Minutes", "from 1 to 480")

    await expect(omar.form.get_by_label("Minutes")).to_be_focused()
