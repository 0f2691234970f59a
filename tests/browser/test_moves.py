"""What can become of a request between asking and deciding, and just after."""

import pytest
from playwright.async_api import expect

from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("stories")]


async def asks(people: People, line: str) -> tuple[Somebody, Somebody]:
    """Amira asks; she and Lina, once Lina has the card."""
    amira, lina = await people.be("amira"), await people.be("lina")
    await amira.types(f"/reassign {line}")
    await lina.sees(line.split(maxsplit=2)[2])
    return amira, lina


async def test_a_question_is_answered_and_both_stand_in_the_note(people: People) -> None:
    amira, lina = await asks(people, "4711 @bea French speaker needed")
    await lina.presses("Ask")
    await lina.form.get_by_label("Your question").fill("Is it the monthly export?")
    await lina.sends("Ask")
    await amira.sees("Lina has a question")
    await lina.sees_no("Ask")

    await amira.presses("Answer")
    await expect(amira.form).to_contain_text("Is it the monthly export?", timeout=SECONDS)
    await amira.form.get_by_label("Your answer").fill("Yes, the monthly one.")
    await amira.sends("Answer")
    await lina.sees("Yes, the monthly one.")
    await lina.presses("Approve")

    await lina.sees("Note written")
    ticket = await people.be("lina", "tickets/4711")
    await ticket.reads_notes("Is it the monthly export?")
    await ticket.reads_notes("Yes, the monthly one.")


async def test_what_is_changed_and_approved_is_carried_out_so(people: People) -> None:
    amira, lina = await asks(people, "4712 @bea webhooks are hers")
    await lina.presses("Change and approve")
    await lina.picks("Nadia")
    await lina.sends("Approve")

    await amira.sees("Changed and approved by Lina")
    await (await people.be("nadia")).sees("is yours now")
    ticket = await people.be("nadia", "tickets/4712")
    await ticket.reads_notes("What: Give #4712 to Nadia")
    await ticket.reads_notes("Bea")


async def test_an_edit_is_refused_until_it_differs_and_then_is_on_the_card(people: People) -> None:
    amira, lina = await asks(people, "4713 @omar audits are his")
    await amira.presses("Edit")
    await amira.sends("Save")
    await expect(amira.form.locator(".field.wrong")).to_contain_text(
        "Nothing here is different yet", timeout=SECONDS
    )

    await amira.picks("Theo")
    await amira.sends("Save")

    await expect(amira.form).to_have_count(0, timeout=SECONDS)
    await lina.sees("Give #4713 to @Theo")


async def test_what_is_withdrawn_leaves_nothing_to_decide(people: People) -> None:
    amira, lina = await asks(people, "4714 @omar he knows the account")
    await amira.presses("Withdraw")
    await amira.sends("Withdraw")

    await amira.sees("Withdrawn by Amira")
    await lina.sees("Withdrawn by Amira")
    await lina.sees_no("Approve")
    await amira.sees_no("Withdraw")


async def test_passed_on_it_is_the_managers_until_the_lead_takes_it(people: People) -> None:
    _, lina = await asks(people, "4715 @omar money is his")
    mubeen = await people.be("mubeen")
    await lina.opens_menu_and_presses("Pass on to Mubeen")
    await mubeen.sees("money is his")
    await lina.sees("@Mubeen has this now")

    await lina.opens_menu_and_presses("I take it")

    await mubeen.sees("@Lina has this now")
    await lina.presses("Approve")
    await mubeen.sees("Approved by Lina")


async def test_what_was_approved_is_taken_back_after_a_question(people: People) -> None:
    amira, lina = await asks(people, "4717 @bea imports are hers")
    await lina.presses("Approve")
    await lina.presses("Take back")
    await lina.sends("Cancel")
    await expect(lina.form).to_have_count(0)

    await lina.presses("Take back")
    await lina.sends("Take back")

    await lina.sees("Ticket put back")
    await amira.sees("Taken back by Lina")
    await (await people.be("bea")).sees("took this back")
    ticket = await people.be("amira", "tickets/4717")
    await ticket.reads_notes("approved by Lina", "taken back by Lina")
    await expect(ticket.tab.locator("#owner")).to_have_text("Amira")


async def test_a_card_that_is_out_of_date_decides_nothing_and_says_so_each_time(
    people: People, without_script: People
) -> None:
    """A page without script stays as it was drawn, as a phone in a pocket does."""
    amira, lina = await asks(people, "4718 @nadia clinics are hers")
    old = await without_script.be("lina"), await without_script.be("lina")
    await lina.presses("Deny")
    await lina.form.get_by_label("Why not").fill("They are not.")
    await amira.presses("Edit")
    await amira.form.get_by_label("Why").fill("both clinics are hers")
    await amira.sends("Save")
    await lina.sees("both clinics are hers")

    for tab in old:
        await tab.presses("Approve")
        await expect(tab.tab.locator(".toast")).to_contain_text("no longer offers that")
    await lina.sends("Deny")
    await expect(lina.form).to_contain_text("changed since", timeout=SECONDS)
    await lina.sends("Close")

    await lina.presses("Approve")
    await lina.sees("Note written")


async def test_the_desk_shows_what_is_mine_and_what_waits_for_me(people: People) -> None:
    amira, lina = await asks(people, "4719 @omar logos are his")
    await amira.types("/desk")
    await amira.sees("Give #4719 to Omar · with Lina")
    await amira.sees("Nothing waits for you.")

    await lina.types("/desk")

    await lina.sees("Waits for you")
    await lina.sees("/child-ticket <parent> <title>")
    mine = lina.messages.locator("article.ephemeral")
    await expect(mine).to_contain_text("Give #4719 to Omar")
