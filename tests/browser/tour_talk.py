"""Talking in a channel and with the app, and the forms and questions that come of it."""

import re

from playwright.async_api import Locator, expect

from tests.browser.people import SECONDS, People, Somebody


async def talks(people: People) -> None:
    """Write with what is offered, answer in a thread, open it again and leave it."""
    omar = await people.be("omar", "in/support")
    box = omar.tab.locator("#say")
    await omar.clicks(box.get_by_label("Commands"))
    await omar.clicks(omar.tab.get_by_role("option", name="/desk"))
    await expect(box.get_by_role("textbox")).to_have_value("/desk ")
    await box.get_by_role("textbox").fill("good morning ")
    await mentions(omar, box, "Bea")
    await omar.clicks(box.get_by_label("Send"))
    await omar.sees("good morning @Bea")

    if not omar.look.is_phone:
        await omar.newest.hover()
    await omar.clicks(omar.newest.get_by_role("link", name="Reply in thread"))
    answer = omar.tab.locator("#answer")
    await answer.get_by_role("textbox").fill("and ")
    await mentions(omar, answer, "Nadia")
    await omar.clicks(answer.get_by_label("Reply", exact=True))
    replies = omar.tab.get_by_role("list", name="Replies")
    await expect(replies).to_contain_text("and @Nadia", timeout=SECONDS)
    await omar.clicks(omar.tab.get_by_label("Close the thread"))
    await expect(replies).to_have_count(0, timeout=SECONDS)
    await omar.sees_in_thread("and @Nadia")
    await omar.leaves()


async def mentions(who: Somebody, box: Locator, name: str) -> None:
    """Have a colleague's name written by the button for it."""
    await who.clicks(box.get_by_label("Mention somebody"))
    await who.clicks(who.tab.get_by_role("option", name=name))
    await expect(box.get_by_role("textbox")).to_have_value(re.compile(f"@{name} $"))


async def answers_questions(people: People) -> None:
    """Deny and withdraw, each after closing the form or the question in both ways."""
    amira, lina = await people.be("amira"), await people.be("lina")
    await amira.types("/reassign 4715 @omar money is his")
    await lina.sees("money is his")
    for leaves in ("Close this form", "Cancel"):
        await lina.presses("Deny", on="money is his")
        await leave(lina, leaves)
    await lina.presses("Deny", on="money is his")
    await lina.form.get_by_label("Why not").fill("It is not.")
    await lina.sends("Deny")
    await lina.sees("Denied by Lina")

    await amira.types("/reassign 4717 @omar imports are his")
    await amira.sees("Waiting for Lina")
    for leaves in ("Close this question", "Cancel"):
        await amira.presses("Withdraw")
        await leave(amira, leaves)
    await amira.presses("Withdraw")
    await amira.sends("Withdraw")
    await amira.sees("Withdrawn by Amira")
    for somebody in (amira, lina):
        await somebody.leaves()


async def leave(who: Somebody, button: str) -> None:
    await who.sends(button)
    await expect(who.form).to_have_count(0, timeout=SECONDS)


async def opens_the_home(people: People) -> None:
    """Look at the app's home, begin a request there, and go back to the messages."""
    nadia = await people.be("nadia")
    tabs, home = nadia.tab.locator(".tabs"), nadia.tab.locator("#app-home")
    await nadia.clicks(tabs.get_by_role("button", name="Home"))
    await nadia.clicks(home.get_by_role("button", name="Child ticket", exact=True))
    await expect(nadia.form).to_contain_text("Parent", timeout=SECONDS)
    await leave(nadia, "Cancel")
    await nadia.opens_list()
    await nadia.goes("#apps a")
    await nadia.clicks(tabs.get_by_role("button", name="Home"))
    await expect(home).to_be_visible(timeout=SECONDS)
    await nadia.clicks(tabs.get_by_role("link", name="Messages"))
    await expect(nadia.messages).to_be_visible(timeout=SECONDS)
    await nadia.leaves()
