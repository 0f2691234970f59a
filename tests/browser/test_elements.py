"""What an app may put into messages and forms, used by hand; a small app of its own answers."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.corner import Corner, cornered
from tests.browser.drawn import form
from tests.browser.looks import Look, in_two_looks
from tests.browser.people import SECONDS, People

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest_asyncio.fixture(loop_scope="session")
async def corner(chromium: Browser, look: Look) -> AsyncIterator[Corner]:
    async with cornered(chromium, look) as made:
        yield made


@in_two_looks
async def test_an_external_select_is_typed_into_and_chosen_from(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")
    ticket = ann.form.get_by_label("Ticket")
    said = ann.form.get_by_role("status")

    await ticket.press_sequentially("e")
    await expect(said).to_have_text("Type at least 2 characters.")
    await ticket.fill("nothing like it")
    await expect(said).to_have_text("Nothing found.")
    await ticket.fill("trouble")
    await expect(said).to_have_text("We had some trouble connecting. Try again?")
    await ticket.fill("export")
    await expect(ann.form.get_by_role("option")).to_have_text(
        ["#4711 Export hangs", "#4712 Export is empty"]
    )
    await ticket.press("ArrowDown")
    await ticket.press("Enter")
    await expect(ticket).to_have_value("#4712 Export is empty")
    await ticket.fill("something else")
    await ticket.press("Escape")
    await expect(ticket).to_have_value("#4712 Export is empty")

    await ann.form.get_by_label("Soon").check()
    await corner.hears("urgency soon")
    await ann.form.get_by_label("Minutes").fill("3")
    await ann.form.get_by_label("Why").fill("why not")
    await ann.form.get_by_label("Minutes").press("Enter")
    wrong = ann.form.locator(".field.wrong")
    await expect(wrong).to_contain_text("Please enter 5 or more.")
    await ann.form.get_by_label("Minutes").fill("30")
    await ann.sends("Send")
    await expect(wrong).to_contain_text("Say more.", timeout=SECONDS)
    await expect(ticket).to_have_value("#4712 Export is empty")
    await expect(ann.form.get_by_label("Soon")).to_be_checked()
    await ticket.fill("")
    await ann.form.get_by_label("Why").fill("because")
    await ann.sends("Send")
    await expect(wrong).to_contain_text("Please complete this required field.", timeout=SECONDS)
    await ann.chooses("Ticket", "invoice", "#4713 Invoice in French")
    await ann.sends("Send")

    await expect(ann.form).to_have_count(0, timeout=SECONDS)
    assert corner.heard == ["urgency soon", "4713 30"]


@in_two_looks
async def test_a_form_that_changes_keeps_what_was_typed_in_it(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")
    why = ann.form.get_by_label("Why")
    await why.fill("half a sentence")
    await ann.sends("Refresh")
    await expect(ann.form).to_contain_text("Refreshed", timeout=SECONDS)
    await expect(why).to_have_value("half a sentence")
    await why.press("End")
    await why.press_sequentially(", and the other half")

    (view,) = corner.sandbox.workspace.views_of(corner.person("ann"))
    corner.sandbox.workspace.forms.update(view, form("Changed by others"))
    corner.sandbox.workspace.changes.happened()

    await expect(ann.form).to_contain_text("Changed by others", timeout=SECONDS)
    await expect(why).to_have_value("half a sentence, and the other half")
    await expect(why).to_be_focused()
    await ann.opens_menu_and_presses("History")
    await corner.hears("more history")
    assert corner.heard == ['"half a sentence"', "more history"]


async def test_suggestions_stay_in_sight_when_the_page_shrinks(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")
    await ann.form.get_by_label("Ticket").fill("export")
    option = ann.form.get_by_role("option", name="#4711")
    await expect(option).to_be_visible(timeout=SECONDS)
    await ann.tab.set_viewport_size({"width": 300, "height": 600})

    await expect(option).to_be_in_viewport(ratio=1, timeout=SECONDS)


@in_two_looks
async def test_a_button_asks_before_it_is_pressed(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/card")

    await ann.presses("Close")
    await expect(ann.form).to_contain_text("Nobody undoes that.", timeout=SECONDS)
    await ann.sends("Keep it")
    await expect(ann.form).to_have_count(0)
    assert corner.heard == []
    await ann.presses("Close")
    await ann.sends("Close it")

    await expect(ann.form).to_have_count(0, timeout=SECONDS)
    assert corner.heard == ["close"]


@in_two_looks
async def test_a_menu_and_a_choice_of_a_message_by_keyboard(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/card")
    await ann.sees("Export hangs")
    menu = ann.newest.get_by_label("More")
    history = ann.newest.get_by_role("button", name="History")
    await menu.press("Enter")
    await expect(history).to_be_visible()
    await ann.tab.keyboard.press("Escape")
    await expect(history).to_be_hidden()
    await menu.click()
    await ann.newest.get_by_text("Export hangs").click()
    await expect(history).to_be_hidden()

    await menu.press("Enter")
    await ann.tab.keyboard.press("ArrowUp")
    await ann.tab.keyboard.press("Enter")
    await corner.hears("more withdraw")
    await expect(history).to_be_hidden()
    await ann.newest.get_by_role("combobox").select_option("Soon")
    await corner.hears("urgency soon")


async def test_time_passes_until_the_next_working_morning(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    bob = await corner.people.be("bob")

    await ann.moves_clock("+1 h")
    await expect(bob.clock).to_have_text("Fri 20 Nov, 11:00 AM EST", timeout=SECONDS)
    await ann.moves_clock("Next morning")
    await expect(bob.clock).to_have_text("Mon 23 Nov, 8:00 AM EST", timeout=SECONDS)
    await expect(ann.clock).to_have_text("Mon 23 Nov, 8:00 AM EST")


@in_two_looks
async def test_the_caret_is_where_the_app_wants_it(corner: Corner) -> None:
    ann = await corner.people.be("ann")
    await ann.types("/form")

    await expect(ann.form.get_by_label("Why")).to_be_focused(timeout=SECONDS)


async def test_without_script_the_first_suggestion_is_taken(
    corner: Corner, chromium: Browser
) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    ann = await People(corner.people.url, context).be("ann")
    await ann.types("/form")
    await ann.form.get_by_label("Ticket").fill("export")
    await ann.form.get_by_label("Now").check()
    await ann.form.get_by_label("Why").fill("because")

    await ann.sends("Send")

    await corner.hears("4711 None")
    await context.close()
