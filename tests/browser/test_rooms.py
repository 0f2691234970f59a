"""The outside's other rooms: the first story, a trace, two people side by side, and faults."""

import re

import pytest
from playwright.async_api import FrameLocator, Locator, expect

from tests.browser.people import SECONDS, People, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
STORY = "#story"
LINE = "/reassign 4711 @bea French speaker needed"
AWAY = "The helpdesk does not answer."


@pytest.fixture(scope="module")
def demo(as_started: str) -> str:
    """All of it, as a process of its own."""
    return as_started


async def asks(people: People, who: str, line: str, why: str) -> tuple[Somebody, Somebody]:
    """Somebody asks; they and Lina, once Lina has the card."""
    asking, lina = await people.be(who), await people.be("lina")
    await asking.types(f"{line} {why}")
    await lina.sees(why)
    return asking, lina


async def test_the_first_story_ticks_itself_off_and_can_be_put_away(people: People) -> None:
    amira = await people.be("bea")  # whom the story makes Amira
    await expect(amira.tab.locator(STORY)).to_contain_text("0 of 3 done")
    fills = amira.tab.get_by_role("link", name="Write it for me")
    await fills.click()
    await expect(amira.tab).to_have_url(f"{people.url}/as/amira/in/dm")
    line = amira.tab.get_by_label("Message or command")
    await line.fill("something else")
    await amira.tab.evaluate("window.isTheSame = true")
    await fills.click()
    await expect(line).to_have_value(LINE)
    await expect(line).to_be_focused()
    assert await amira.tab.evaluate("window.isTheSame")
    await amira.tab.get_by_role("button", name="Send").click()
    await expect(amira.tab.locator(STORY)).to_contain_text("1 of 3 done", timeout=SECONDS)
    lina = await people.be("lina")
    await lina.presses("Approve")

    await expect(lina.tab.locator(STORY)).to_contain_text("3 of 3 done", timeout=SECONDS)
    await amira.tab.bring_to_front()
    await expect(amira.tab.locator(STORY)).to_contain_text("3 of 3 done", timeout=SECONDS)
    await amira.tab.get_by_role("button", name="Put the tour away").click()
    await expect(amira.tab.locator(STORY)).to_have_count(0, timeout=SECONDS)
    await lina.tab.bring_to_front()
    await expect(lina.tab.locator(STORY)).to_have_count(0, timeout=SECONDS)
    await lina.tab.get_by_role("button", name="Show me around").click()
    await expect(lina.tab.locator(STORY)).to_be_visible(timeout=SECONDS)


async def test_a_trace_shows_that_the_commit_came_before_the_acknowledgement(
    people: People,
) -> None:
    nadia, lina = await asks(people, "nadia", "/reassign 4713 @omar", "audits are his")
    await lina.presses("Approve", on="audits are his")
    await nadia.sees("Note written")
    theo = await people.be("theo", "trace")

    await theo.tab.get_by_role("link", name="pressed Approve").first.click()

    until = theo.tab.get_by_role("list", name=re.compile("^Until it was acknowledged"))
    lines = await until.get_by_role("listitem").all_inner_texts()
    commit = next(n for n, line in enumerate(lines) if "committed" in line)
    acknowledged = next(n for n, line in enumerate(lines) if "has the acknowledgement" in line)
    assert commit < acknowledged
    after = theo.tab.get_by_role("list", name=re.compile("^After that"))
    await expect(after).to_contain_text("write note: done", timeout=SECONDS)
    await expect(after).to_contain_text("POST /conversations/4713/reply 200")
    await expect(theo.tab.locator("pre")).to_contain_text('"token": "•••"')


async def test_what_is_asked_in_one_pane_appears_in_the_other(people: People) -> None:
    page = (await people.be("omar")).tab
    await page.get_by_role("link", name="Side by side").click()
    left, right = (page.frame_locator(f".{side} iframe") for side in ("left", "right"))

    await left.get_by_label("Message or command").fill("/reassign 4712 @nadia knows webhooks")
    await left.get_by_role("button", name="Send").click(timeout=SECONDS)
    card = messages(right).filter(has_text="knows webhooks")
    await card.get_by_role("button", name="Approve", exact=True).click(timeout=SECONDS)

    await expect(messages(left).last).to_contain_text("Note written", timeout=SECONDS)
    await expect(page).to_have_url(f"{people.url}/beside/omar/lina")


async def test_another_person_is_chosen_for_a_pane(people: People) -> None:
    page = (await people.be("amira")).tab
    await page.goto(f"{people.url}/beside/amira/lina")
    line = page.frame_locator(".left iframe").get_by_label("Message or command")
    await line.fill("not sent yet")

    await page.get_by_label("Right", exact=True).select_option(label="Theo, Shift lead")

    right = page.frame_locator(".right iframe")
    await expect(right.locator("#people [aria-current]")).to_contain_text("Theo", timeout=SECONDS)
    await expect(page).to_have_url(f"{people.url}/beside/amira/theo")
    await expect(line).to_have_value("not sent yet")


async def test_while_the_helpdesk_is_away_what_is_approved_waits_for_it(people: People) -> None:
    amira, lina = await asks(people, "amira", "/reassign 4714 @bea", "she knows the invitations")
    theo = await people.be("theo", "faults")
    await theo.tab.get_by_role("switch", name=AWAY).click(timeout=SECONDS)
    await expect(lina.tab.locator("#wrong")).to_contain_text(AWAY, timeout=SECONDS)

    await lina.presses("Approve", on="she knows the invitations")
    await lina.sees("It is being tried again")
    await expect(theo.tab.locator("#fault\\:helpdesk-away")).to_contain_text(
        re.compile(r"struck (once|\d+ times)"), timeout=SECONDS
    )
    await amira.tab.bring_to_front()
    await amira.tab.get_by_role("button", name="All off").click(timeout=SECONDS)

    await amira.sees("Note written")
    await expect(lina.tab.locator("#wrong")).to_have_count(0, timeout=SECONDS)
    await expect(theo.tab.get_by_role("switch", name=AWAY)).not_to_be_checked(timeout=SECONDS)


async def test_every_room_fits_on_a_phone(on_phones: People) -> None:
    await (await on_phones.be("theo")).types("/desk")  # a delivery, to be traced
    for place in ("faults", "trace", "trace/0"):
        theo = await on_phones.be("theo", place)
        assert await theo.width() == 390, place


async def test_the_next_shift_begins_as_support_opens_while_the_roster_is_empty(
    people: People,
) -> None:
    mubeen = await people.be("mubeen")
    button = mubeen.tab.get_by_role("button", name="Next shift", exact=True)
    await expect(button).to_have_attribute("title", re.compile("8:00 AM$"))

    await mubeen.moves_clock("Next shift")

    await expect(mubeen.clock).to_contain_text(re.compile("8:0[01] AM"), timeout=SECONDS)


def messages(pane: FrameLocator) -> Locator:
    """Every message of a pane's conversation."""
    return pane.locator("#messages > li")
