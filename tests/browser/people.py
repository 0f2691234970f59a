"""People at their screens: what they type and press, and what they see."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from re import Pattern

from playwright.async_api import BrowserContext, Locator, Page, Response, expect
from playwright.async_api import TimeoutError as StillWaiting

from tests.browser.looks import Look

SECONDS = 15_000
A_MOMENT, TIMES = 1_000, 15


@dataclass(frozen=True)
class Somebody:
    """One person's tab, on a desk or a phone."""

    tab: Page
    look: Look

    @property
    def messages(self) -> Locator:
        return self.tab.locator("#messages")

    @property
    def newest(self) -> Locator:
        """The newest message that everybody in the conversation sees."""
        return self.tab.locator("#messages > [id^=message]:not(:has(> .ephemeral))").last

    @property
    def form(self) -> Locator:
        return self.tab.get_by_role("dialog")

    @property
    def clock(self) -> Locator:
        return self.tab.locator("#now time")

    def says(self, words: str | Pattern[str]) -> Locator:
        """Every message that says these words."""
        return self.tab.locator("#messages > [id^=message]").filter(has_text=words)

    async def types(self, line: str) -> None:
        """Write a line and send it."""
        await self.tab.get_by_label("Message or command").fill(line)
        await self.clicks(self.tab.get_by_role("button", name="Send"))

    async def presses(self, button: str, *, on: str | Pattern[str] = "") -> None:
        """Press a button of the newest message; `on`: of the one that says these words."""
        place = self.says(on).last if on else self.newest
        await self.clicks(place.get_by_role("button", name=button, exact=True))

    async def sends(self, button: str) -> None:
        """Press a button of the form."""
        await self.clicks(self.form.get_by_role("button", name=button, exact=True))

    async def picks(self, option: str) -> None:
        """Take an option of the form's one select that offers it."""
        offered = self.tab.get_by_role("option", name=option, exact=True, include_hidden=True)
        choice = self.form.locator("select").filter(has=offered)
        await choice.select_option(label=option, timeout=SECONDS)

    async def picks_time(self, label: str, at: datetime) -> None:
        """Choose a day and a time of the form, to the minute."""
        await self.form.get_by_label(label).fill(f"{at:%Y-%m-%dT%H:%M}", timeout=SECONDS)

    async def chooses(self, label: str, query: str, option: str) -> None:
        """Type into a select of the form that looks up what is typed, and take an option."""
        line = self.form.locator("input").and_(self.form.get_by_role("combobox", name=label))
        await line.fill(query, timeout=SECONDS)
        await self.clicks(self.form.get_by_role("option", name=option))

    async def opens_menu_and_presses(self, item: str) -> None:
        """Open the menu of the form, or of the newest message while none is open."""
        place = self.form if await self.form.count() else self.newest
        wanted = place.locator(".menu").get_by_text(item, exact=True)
        for _ in range(TIMES):  # a message that is drawn anew meanwhile has its menu closed again
            if not await wanted.is_visible():
                await self.clicks(place.get_by_label("More", exact=True))
            with suppress(StillWaiting):
                await self.clicks(wanted, A_MOMENT)
                return
        raise AssertionError(item)

    async def asks_formally(self, button: str = "Ask") -> None:
        """Send the form, by default of a request, and close what it says then."""
        await self.sends(button)
        sent = self.form.get_by_role("button", name=button, exact=True)
        await expect(sent).to_have_count(0, timeout=SECONDS)
        await self.sends("Close")
        await expect(self.form).to_have_count(0, timeout=SECONDS)

    async def moves_clock(self, *steps: str) -> None:
        """Let time pass for everybody: +15 min, +1 h, +1 day or Next morning, one by one."""
        await self.opens_list()
        for step in steps:
            async with self.tab.expect_response(_moves_clock, timeout=SECONDS):
                await self.clicks(self.tab.get_by_role("button", name=step, exact=True))

    async def sees(self, words: str | Pattern[str]) -> None:
        """Wait until the conversation shows these words."""
        await expect(self.messages).to_contain_text(words, timeout=SECONDS)

    async def sees_in_thread(self, words: str | Pattern[str]) -> None:
        """Open the newest thread, wait until it shows these words, and close it."""
        await self.clicks(self.messages.get_by_role("link", name="Last reply").last)
        replies = self.tab.get_by_role("list", name="Replies")
        await expect(replies).to_contain_text(words, timeout=SECONDS)
        await self.clicks(self.tab.get_by_label("Close the thread"))
        await expect(replies).to_have_count(0, timeout=SECONDS)

    async def sees_none(self, words: str | Pattern[str]) -> None:
        """Wait until no message says these words."""
        await expect(self.says(words)).to_have_count(0, timeout=SECONDS)

    async def sees_no(self, button: str) -> None:
        """Wait until the newest message has no such button."""
        gone = self.newest.get_by_role("button", name=button, exact=True)
        await expect(gone).to_have_count(0, timeout=SECONDS)

    async def reads_notes(self, *words: str) -> None:
        """Wait until each private note on the ticket that is open says its words, in order."""
        notes = self.tab.get_by_role("listitem").filter(has_text="Private note")
        await expect(notes).to_contain_text([*words], timeout=SECONDS)
        await expect(notes).to_have_count(len(words))

    async def width(self) -> int:
        """How wide the page is drawn."""
        return int(await self.tab.evaluate("document.documentElement.scrollWidth"))

    async def clicks(self, target: Locator, patience: float = SECONDS) -> None:
        """Press something, on a phone with a finger."""
        # A tab behind another is drawn once a second, and a click waits for that.
        await self.tab.bring_to_front()
        await (target.tap if self.look.is_phone else target.click)(timeout=patience)

    async def leaves(self) -> None:
        """Close the tab."""
        await self.tab.close()

    async def opens_list(self) -> None:
        """Have rooms, people and the clock in sight: on a phone the arrow back leads there."""
        if self.look.is_phone and not await self.tab.locator("#side").is_visible():
            await self.clicks(self.tab.locator(".back[href='#side']").filter(visible=True))

    async def goes(self, place: str | Locator) -> None:
        """Press something of the list of rooms, conversations and people."""
        side = self.tab.locator("#side")
        await self.opens_list()
        await self.clicks(side.locator(place) if isinstance(place, str) else place)


def _moves_clock(response: Response) -> bool:
    return "/clock?" in response.url


class People:
    """Tabs by who sits at them; `trouble` is what the browser complained of."""

    def __init__(self, url: str, context: BrowserContext, look: Look | None = None) -> None:
        self.url = url
        self.context = context
        self.look = look or Look()
        self.trouble: list[str] = []

    async def be(self, who: str, place: str = "in/dm", *, waits: bool = True) -> Somebody:
        """Open a tab as somebody, and wait until its script has come too."""
        tab = await self.context.new_page()
        tab.on("pageerror", lambda error: self.trouble.append(f"{error}"))
        tab.on(
            "console",
            lambda said: self.trouble.append(said.text) if said.type == "error" else None,
        )
        await tab.goto(f"{self.url}/as/{who}/{place}", wait_until="load" if waits else "commit")
        return Somebody(tab, self.look)
