"""What anybody can try within a minute of starting the demo."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Route, expect

from tests.browser.people import SECONDS, People
from tests.browser.started import started

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
REASSIGN = re.compile(r"^/reassign <ticket> <@engineer> <reason>\s*Ask for a ticket to go")


@pytest.fixture(scope="module", params=["intercom", "pylon"])
def demo(request: pytest.FixtureRequest) -> Iterator[str]:
    """All of it, as a process of its own, with each helpdesk."""
    with started(request.param) as running:
        yield running.url


@pytest.mark.everyday
async def test_a_ticket_changes_owner_while_everybody_watches(people: People) -> None:
    amira = await people.be("amira")
    lina = await people.be("lina")
    bea = await people.be("bea")

    await amira.types("/reassign 4711 @bea French speaker needed")
    await amira.sees("Only visible to you")
    await lina.sees("French speaker needed")
    await lina.presses("Approve")

    await lina.sees("Note written")
    await amira.sees("Note written")
    await bea.sees("is yours now")
    await lina.tab.get_by_role("link", name="Note written").click()
    ticket = lina.tab.get_by_label("Ticket", exact=True)
    await expect(ticket.locator("#owner")).to_have_text("Bea")
    note = ticket.get_by_role("listitem").filter(has_text="Private note")
    await expect(note).to_have_count(1)
    await expect(note.locator("header")).to_contain_text("Lina")
    await expect(note).to_contain_text("French speaker needed")
    await expect(lina.tab.locator("#received")).to_contain_text("Nothing")
    assert re.search(r"/as/lina/tickets/4711$", lina.tab.url)


async def test_pressed_twice_it_is_done_once(people: People) -> None:
    amira = await people.be("amira")
    lina = await people.be("lina")
    await amira.types("/reassign 4714 @omar he knows the account")
    await lina.sees("he knows the account")

    await lina.newest.get_by_role("button", name="Approve", exact=True).dblclick()

    await lina.sees("Note written")
    tickets = await people.be("mubeen", "tickets/4714")
    notes = tickets.tab.get_by_text("Private note")
    await expect(notes).to_have_count(1)


async def test_what_is_pressed_waits_visibly_for_its_answer(people: People) -> None:
    amira = await people.be("amira")
    lina = await people.be("lina")
    await amira.types("/reassign 4719 @omar logos are his")
    await lina.sees("logos are his")
    button = lina.newest.get_by_role("button", name="Approve", exact=True)

    async def slowly(route: Route) -> None:
        # Others go on meanwhile, and the page is drawn anew.
        await (await people.be("theo", "in/support")).types("hello")
        await expect(lina.tab.locator("#places")).to_contain_text("#support", timeout=SECONDS)
        await expect(button).to_be_disabled()
        await route.continue_()

    await lina.tab.route("**/press", slowly)
    await lina.presses("Approve")

    await expect(lina.newest).to_contain_text("Note written", timeout=SECONDS)


async def test_nonsense_is_answered_and_can_be_mended(people: People) -> None:
    omar = await people.be("omar")
    line = omar.tab.get_by_label("Message or command")

    await omar.types("/nonsense 1 2")
    await expect(omar.tab.get_by_text("/nonsense is not a valid command")).to_be_visible()
    await expect(line).to_have_value("/nonsense 1 2")

    await omar.types("/reassign 99999999 @bea who knows")
    await omar.sees("99999999")
    await expect(line).to_have_value("")


async def test_names_and_commands_are_offered_while_typing(people: People) -> None:
    nadia = await people.be("nadia")
    line = nadia.tab.get_by_label("Message or command")

    await line.press_sequentially("/rea")
    await expect(nadia.tab.get_by_role("option")).to_have_text([REASSIGN])
    await line.press("Enter")
    await line.press_sequentially("4719 @th")
    await expect(nadia.tab.get_by_role("option")).to_have_text(["Theo Shift lead"])
    await line.press("Tab")

    await expect(line).to_have_value("/reassign 4719 @Theo ")


async def test_without_script_every_act_is_a_plain_form(without_script: People) -> None:
    mubeen = await without_script.be("mubeen")

    await mubeen.types("/reassign 4713 @omar he knows audits")
    await mubeen.sees("Only visible to you")
    await mubeen.types("/reassign")
    await mubeen.sends("Ask")
    await expect(mubeen.form.get_by_text("Please complete this required field.")).to_have_count(3)
    await mubeen.sends("Cancel")

    await expect(mubeen.form).to_have_count(0)


async def test_more_tabs_than_a_browser_keeps_connections_all_follow(people: People) -> None:
    everybody = ("amira", "bea", "omar", "nadia", "lina", "theo", "mubeen")
    tabs = [await people.be(who, "in/support") for who in everybody]

    await tabs[0].types("good morning")
    for somebody in tabs:
        await somebody.sees("good morning")
    await tabs[0].tab.close()  # the one that listened for all of them
    await tabs[1].types("good evening")

    await tabs[-1].sees("good evening")


async def test_what_is_done_by_hand_comes_to_the_lead_who_puts_it_back(people: People) -> None:
    lina = await people.be("lina")
    omar = await people.be("omar", "tickets/4712")
    owner = omar.tab.locator("#owner")
    had_it = await owner.inner_text()
    await omar.tab.get_by_label("As Omar, give it to").select_option("Theo")
    await omar.clicks(omar.tab.get_by_role("button", name="Give", exact=True))
    await expect(owner).to_have_text("Theo", timeout=SECONDS)
    for _ in range(2):  # it is asked for every half minute, where it is not told
        await lina.moves_clock("+15 min")
    await lina.sees("Reassignment by hand")
    await lina.sees(f"went from @{had_it} to @Theo")
    await lina.presses("Put it back")
    await lina.sees("Ticket put back")
    await expect(owner).to_have_text(had_it, timeout=SECONDS)
