"""Every element that an app may put into messages and forms, by hand."""

from playwright.async_api import Locator, expect

from tests.browser.corner import Corner
from tests.browser.drawn import ELSEWHERE
from tests.browser.people import SECONDS, Somebody

ENTERED = (
    "somebody 2 done soon b one line ann@team.example https://team.example 0.5 2026-11-23 09:30"
)


async def uses_a_card(ann: Somebody, corner: Corner) -> None:
    """Open a menu and take what is in it, and choose."""
    await ann.types("/card")
    await ann.sees("Export hangs")
    await ann.opens_menu_and_presses("History")
    await corner.hears("more history")
    await ann.newest.get_by_role("combobox").select_option("Soon")
    await corner.hears("urgency soon")


async def fills_in_a_form(ann: Somebody, corner: Corner) -> None:
    """Fill in what is looked up while one types, a number, a choice and lines; use its menu."""
    await ann.types("/form")
    await ann.chooses("Ticket", "invoice", "#4713 Invoice in French")
    await ann.form.get_by_label("Minutes").fill("30")
    await ann.clicks(ann.form.get_by_label("Now"))
    await ann.form.get_by_label("Why").fill("because")
    await ann.opens_menu_and_presses("Withdraw")
    await ann.sends("Refresh")
    await expect(ann.form).to_contain_text("Refreshed", timeout=SECONDS)
    await ann.sends("Send")
    await expect(ann.form).to_have_count(0, timeout=SECONDS)
    await corner.hears("4713 30")


async def fills_in_every_input(ann: Somebody, corner: Corner) -> None:
    """Fill in each kind of input; what arrives is what was entered."""
    await ann.types("/inputs")
    await elsewhere(ann, ann.form.get_by_role("link", name="Status"))
    for label, choice in (("Owner", "Bob"), ("Group", "Done"), ("One", "Soon")):
        await ann.form.get_by_label(label, exact=True).select_option(label=choice)
    for name in ("Ann", "Bob", "Bill"):
        await ann.clicks(ann.form.get_by_role("checkbox", name=name))
    for label, words in (
        ("Line", "one line"),
        ("Mail", "ann@team.example"),
        ("Page", "https://team.example"),
        ("Share", "0.5"),
        ("Day", "2026-11-23"),
        ("Hour", "09:30"),
        ("Moment", "2026-11-23T09:30"),
    ):
        await ann.form.get_by_label(label, exact=True).fill(words)
    await ann.sends("Send")
    await expect(ann.form).to_have_count(0, timeout=SECONDS)
    [entered] = [heard for heard in corner.heard if heard.startswith("somebody")]
    assert entered.startswith(ENTERED)


async def follows_links(ann: Somebody, corner: Corner) -> None:
    """Follow a link in words, and one that is a button, which the app hears of."""
    await ann.types("/links")
    await elsewhere(ann, ann.newest.get_by_role("link", name="how it is"))
    await elsewhere(ann, ann.newest.get_by_role("link", name="Status"))
    await corner.hears("status")


async def elsewhere(who: Somebody, link: Locator) -> None:
    """Follow a link that opens a page of its own."""
    async with who.tab.expect_popup() as opening:
        await who.clicks(link)
    opened = await opening.value
    assert opened.url == ELSEWHERE
    await opened.close()
