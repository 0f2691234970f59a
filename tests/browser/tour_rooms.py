"""Every room of the page: how it is reached, what is pressed in it, and the way back."""

import re

from playwright.async_api import expect

from tests.browser.people import SECONDS, Somebody


async def goes_everywhere(theo: Somebody) -> None:
    """Take every way of the list, wear every theme, and let time pass."""
    await theo.tab.locator("a.skip").press("Enter")
    await expect(theo.tab).to_have_url(re.compile("#main$"))
    for way, address in (
        ("#apps a", "/as/theo/in/dm"),
        ("#places a", "/as/theo/in/support"),
        ("#room\\:tickets a", "/as/theo/tickets"),
        ("#room\\:chat a", "/as/theo/in/dm"),
    ):
        await theo.goes(way)
        await expect(theo.tab).to_have_url(re.compile(f"{address}$"), timeout=SECONDS)
    for theme in ("Light", "Dark", "System"):
        await theo.goes(theo.tab.get_by_role("button", name=theme))
        chosen = theo.tab.get_by_role("button", name=theme)
        await expect(chosen).to_have_attribute("aria-pressed", "true")
    await theo.moves_clock("+15 min")
    for name in ("mubeen", "theo"):
        await theo.goes(theo.tab.locator("#people").get_by_role("link", name=name))
        await expect(theo.tab).to_have_url(re.compile(f"/as/{name}/in/dm$"), timeout=SECONDS)


async def makes_it_go_wrong(theo: Somebody) -> None:
    """Switch a fault on, go back to it from another page, and switch all off in both places."""
    await theo.goes("#room\\:faults a")
    wrong = theo.tab.locator("#wrong")
    for off in ("#faults", "#mend"):
        switch = theo.tab.get_by_role("switch").first
        await theo.clicks(switch)
        await expect(switch).to_be_checked(timeout=SECONDS)
        await theo.goes("#room\\:chat a")
        await theo.clicks(wrong.get_by_role("link", name="Faults"))
        await theo.clicks(theo.tab.locator(off).get_by_role("button", name="All off"))
        await expect(wrong).to_have_count(0, timeout=SECONDS)


async def reads_a_trace(theo: Somebody) -> None:
    """Open what was delivered, its payload, and go back."""
    await theo.goes("#room\\:trace a")
    await theo.clicks(theo.tab.locator("#delivery-table a").first)
    await theo.clicks(theo.tab.locator(".payload summary"))
    await expect(theo.tab.locator("pre")).to_be_visible()
    back = theo.tab.get_by_role("link", name="All deliveries").filter(visible=True)
    await theo.clicks(back)
    await expect(theo.tab.locator("#delivery-table")).to_be_visible(timeout=SECONDS)


async def sits_side_by_side(theo: Somebody) -> None:
    """See two at once, or one behind the other's tab; let time pass there; go back."""
    await theo.goes("#room\\:beside a")
    if theo.look.is_phone:
        await sees_the_other(theo)
    else:
        right = theo.tab.frame_locator(".right iframe").locator("#messages")
        await expect(right).to_be_visible(timeout=SECONDS)
        await theo.tab.get_by_label("Right", exact=True).select_option(label="Omar, Engineer")
        await expect(theo.tab).to_have_url(re.compile("/beside/theo/omar$"), timeout=SECONDS)
    before = await theo.clock.get_attribute("datetime")
    await theo.clicks(theo.tab.get_by_role("button", name="+15 min", exact=True))
    await expect(theo.clock).not_to_have_attribute("datetime", f"{before}", timeout=SECONDS)
    await theo.clicks(theo.tab.get_by_role("link", name="One at a time"))
    await expect(theo.messages).to_be_visible(timeout=SECONDS)


async def sees_the_other(who: Somebody) -> None:
    await who.clicks(who.tab.locator("label.tab[data-of=right]"))
    await expect(who.tab.locator(".right iframe")).to_be_visible()
    await expect(who.tab.locator(".left iframe")).to_be_hidden()
    assert await who.width() == who.look.width


async def walks_through_the_gallery(theo: Somebody) -> None:
    """Reach it from a page, and go to a section and to one piece."""
    await theo.goes("#room\\:gallery a")
    section = theo.tab.get_by_label("Sections").get_by_role("link").last
    address = await section.get_attribute("href")
    await theo.clicks(section)
    await expect(theo.tab).to_have_url(re.compile(f"{address}$"), timeout=SECONDS)
    piece = theo.tab.locator("section:target figcaption a").first
    address = await piece.get_attribute("href")
    await theo.clicks(piece)
    await expect(theo.tab).to_have_url(re.compile(f"{address}$"), timeout=SECONDS)
