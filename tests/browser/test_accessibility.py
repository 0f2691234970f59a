"""The page for who sees little, or nothing, or has no mouse."""

from itertools import count
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.browser.looks import everywhere
from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
JUDGE = (Path(__file__).parent / "judge.js").read_text()
RING = """() => {
  const one = document.activeElement;
  const ringed = [one, one.closest(".box")].filter(Boolean).map((at) => getComputedStyle(at));
  const seen = ringed.some(({ outlineStyle, outlineWidth }) =>
    outlineStyle !== "none" && parseFloat(outlineWidth) > 0);
  const opaque = one.checkVisibility({ opacityProperty: true });
  return [one === document.body, seen && opaque, one.outerHTML.slice(0, 120)];
}"""
PLACES = ("in/dm#side", "home", "tickets", "tickets/4712", "faults", "trace")
TICKETS = ("4711", "4713", "4714", "4715")
ROUND = count()


async def judged(somebody: Somebody) -> list[str]:
    """Everything that is wrong with what somebody sees."""
    found: list[str] = await somebody.tab.evaluate(JUDGE)
    return found


async def asks(people: People) -> tuple[Somebody, Somebody]:
    """Amira asks about a ticket; she and Lina, once Lina has the card."""
    amira, lina = await people.be("amira"), await people.be("lina")
    number = TICKETS[next(ROUND) % len(TICKETS)]
    await amira.types(f"/reassign {number} @theo he knows `about` #{number}")
    await lina.sees(f"about` #{number}")
    return amira, lina


@everywhere
async def test_messages_and_cards_can_be_read(people: People) -> None:
    amira, lina = await asks(people)
    await amira.types("/desk")
    await amira.sees("who is on duty")
    await lina.newest.get_by_label("More", exact=True).click(timeout=SECONDS)

    assert await judged(amira) == []
    assert await judged(lina) == []


@everywhere
async def test_a_thread_and_what_is_offered_can_be_read(people: People) -> None:
    bea = await people.be("bea", "in/support")
    await bea.types("hello @bea, what about 4711?")
    await expect(bea.newest).to_contain_text("what about 4711?", timeout=SECONDS)
    await bea.newest.get_by_role("link", name="Reply in thread").click(timeout=SECONDS)
    line = bea.tab.get_by_label("Reply in the thread")
    await line.fill("It is mine")
    await line.press("Enter")
    await expect(bea.tab.locator("#replies")).to_contain_text("It is mine", timeout=SECONDS)
    await line.press_sequentially("@")
    await expect(bea.tab.get_by_role("option").first).to_be_visible()
    assert await judged(bea) == []

    await bea.tab.get_by_label("Close the thread").click()
    await bea.types("/nonsense")
    await expect(bea.tab.locator(".toast")).to_be_visible(timeout=SECONDS)
    await bea.tab.get_by_label("Message or command").press_sequentially(" ")
    assert await judged(bea) == []


@everywhere
async def test_a_form_with_errors_can_be_read(people: People) -> None:
    omar = await people.be("omar")
    await omar.types("/child-ticket 4712")
    await omar.sends("Ask")
    await expect(omar.form.locator(".field.wrong").first).to_be_visible(timeout=SECONDS)

    found = await judged(omar)

    await omar.sends("Cancel")
    await expect(omar.form).to_have_count(0, timeout=SECONDS)
    assert found == []


@everywhere
async def test_every_other_page_can_be_read(people: People) -> None:
    theo = await people.be("theo")
    for place in PLACES:
        await theo.tab.goto(f"{people.url}/as/theo/{place}")
        assert await judged(theo) == [], place


@pytest.mark.parametrize("place", ["in/dm", "tickets/4711"])
async def test_one_sees_where_one_is_while_tabbing(people: People, place: str) -> None:
    _, lina = await asks(people)
    await lina.tab.goto(f"{people.url}/as/lina/{place}")
    await tabs_through(lina)


async def test_one_sees_where_one_is_in_a_form(people: People) -> None:
    nadia = await people.be("nadia")
    await nadia.types("/training")
    await expect(nadia.form).to_be_visible(timeout=SECONDS)

    await tabs_through(nadia)


async def tabs_through(somebody: Somebody, most: int = 80) -> None:
    """Press Tab until it begins anew; every stop is seen."""
    await somebody.tab.bring_to_front()
    stops: list[str] = []
    for _ in range(most):
        await somebody.tab.keyboard.press("Tab")
        outside, seen, where = await somebody.tab.evaluate(RING)
        if where in stops[:1]:
            break
        assert seen or outside, where
        stops.append(where)
    assert len(stops) > 8


async def focus_is_on(target: Locator) -> None:
    """Wait until the focus is on it."""
    await expect(target).to_be_focused(timeout=SECONDS)


async def test_after_a_form_one_is_where_one_was(people: People) -> None:
    _, lina = await asks(people)
    await lina.tab.bring_to_front()
    deny = lina.newest.get_by_role("button", name="Deny", exact=True)
    await deny.press("Enter")
    await focus_is_on(lina.form.get_by_label("Why not"))

    await lina.tab.keyboard.press("Escape")

    await focus_is_on(deny)


async def test_a_message_that_changes_under_the_keyboard_keeps_it(people: People) -> None:
    _, lina = await asks(people)
    await lina.tab.bring_to_front()
    await lina.newest.get_by_role("button", name="Approve", exact=True).press("Enter")
    await lina.sees("Note written")

    inside = "document.activeElement.closest('#messages > li') !== null"
    assert await lina.tab.evaluate(inside)


async def test_a_thread_is_opened_and_left_by_keyboard(people: People) -> None:
    omar = await people.be("omar", "in/support")
    await omar.types("who is in?")
    await omar.sees("who is in?")
    link = omar.newest.get_by_role("link", name="Reply in thread")
    await link.press("Enter")
    await focus_is_on(omar.tab.get_by_label("Reply in the thread"))

    await omar.tab.keyboard.press("Escape")

    await focus_is_on(link)
    await expect(omar.tab.get_by_label("Reply in the thread")).to_have_count(0)


async def test_a_theme_that_is_chosen_is_remembered(people: People) -> None:
    theo = await people.be("theo")
    shown = "getComputedStyle(document.body).colorScheme"
    await theo.tab.get_by_role("button", name="Dark").click()
    assert await theo.tab.evaluate(shown) == "dark"

    await theo.tab.reload()
    assert await theo.tab.evaluate(shown) == "dark"
    pressed = theo.tab.get_by_role("button", name="Dark")
    await expect(pressed).to_have_attribute("aria-pressed", "true")

    await theo.tab.get_by_role("button", name="System").click()
    assert await theo.tab.evaluate(shown) == "light dark"
