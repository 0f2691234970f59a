"""From the first story to the ticket it ends at, everything pressed on the way."""

from playwright.async_api import expect

from tests.browser.people import SECONDS, People, Somebody

LINE = "/reassign 4711 @bea French speaker needed"


async def tells_the_story(people: People) -> Somebody:
    """Ask and approve as the story has it, and go where it leads."""
    who = await people.be("bea")
    story = who.tab.locator("#story")
    await who.clicks(story.get_by_role("link", name="Write it for me"))
    await expect(who.tab.get_by_label("Message or command")).to_have_value(LINE, timeout=SECONDS)
    await who.clicks(who.tab.get_by_role("button", name="Send"))
    await who.sees("Waiting for Lina")
    await who.clicks(story.get_by_role("link", name="Go there"))
    await who.sees("French speaker needed")
    await who.presses("Approve")
    await who.sees("Note written")
    await who.clicks(who.newest.get_by_role("link", name="Note written"))
    await who.reads_notes("approved by Lina")
    await who.clicks(story.locator(".all a"))
    await who.reads_notes("approved by Lina")
    return who


async def puts_the_story_away(who: Somebody) -> None:
    """Put it away, and have it shown again."""
    story = who.tab.locator("#story")
    await who.clicks(story.get_by_role("button", name="Put the tour away"))
    await expect(story).to_have_count(0, timeout=SECONDS)
    await who.goes("#tour button")
    await expect(story).to_have_count(1, timeout=SECONDS)
    await who.leaves()


async def works_on_tickets(who: Somebody) -> None:
    """Write both lines of a ticket, and read others: from the list, and from what is linked."""
    for label, button in (
        ("Reply to the customer", "Send as Lina"),
        ("As the customer", "Send as Chloé Martin"),
    ):
        await who.tab.get_by_label(label, exact=True).fill(f"{label}: is it mended?")
        await who.clicks(who.tab.get_by_role("button", name=button, exact=True))
        history = who.tab.locator("#history")
        await expect(history).to_contain_text(f"{label}: is it mended?", timeout=SECONDS)
    await who.tab.get_by_label("As Lina, give it to").select_option("nobody")
    await who.clicks(who.tab.get_by_role("button", name="Give", exact=True))
    await expect(who.tab.locator("#owner")).to_have_text("nobody", timeout=SECONDS)
    await lists_tickets(who)
    await who.clicks(who.tab.locator("#tickets").get_by_role("link", name="#4712"))
    title = who.tab.locator("#ticket-head h1")
    await expect(title).to_contain_text("#4712", timeout=SECONDS)
    for end in ("Linked ticket", "Conversation"):
        await who.clicks(who.tab.locator(".facts div").filter(has_text=end).locator("a"))
    await expect(title).to_contain_text("#4712", timeout=SECONDS)
    await lists_tickets(who)


async def lists_tickets(who: Somebody) -> None:
    """Have the list in sight: on a phone a ticket is a screen of its own."""
    if who.look.is_phone:
        await who.clicks(who.tab.locator("#ticket-head").get_by_label("All tickets"))
    await expect(who.tab.locator("#tickets")).to_be_visible(timeout=SECONDS)
