"""The home tab, and the pictures of the README; `PICTURES=new` takes those anew."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.browser.people import SECONDS, People
from tests.browser.pictures import difference

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
DOCS = Path(__file__).parents[2] / "docs"
NEW = os.environ.get("PICTURES") == "new"
LINE = "/reassign 4711 @bea French speaker needed"
CARD = 560  # pixels from the left that a card needs
CLOCK = 40  # pixels at the top that tell the day
MOST_BYTES = 120_000


async def test_the_home_tab_is_the_desk_and_begins_a_request(housemates: People) -> None:
    amira = await housemates.be("amira")
    await amira.types(LINE)
    await amira.sees("Waiting for Lina")
    await amira.tab.get_by_role("button", name="Home", exact=True).click()
    home = amira.tab.locator("#app-home")
    await expect(home).to_contain_text("Give #4711 to Bea · with Lina", timeout=SECONDS)
    await home.get_by_role("button", name="Child ticket", exact=True).click()
    await expect(amira.form).to_contain_text("Parent", timeout=SECONDS)
    await amira.sends("Cancel")
    await expect(amira.form).to_have_count(0, timeout=SECONDS)
    await amira.tab.get_by_role("link", name="Messages", exact=True).click()
    await amira.sees("Waiting for Lina")


async def test_the_readme_shows_the_card_as_it_looks(housemates: People) -> None:
    amira, lina = await housemates.be("amira"), await housemates.be("lina")
    await amira.types(LINE)
    await lina.sees("French speaker needed")
    await lina.tab.bring_to_front()
    await lina.tab.get_by_label("Message or command").blur()
    await lina.tab.mouse.move(0, 0)
    card = await lina.newest.locator("article").screenshot(animations="disabled")
    looks_as_kept("card.png", card, wide=CARD)
    both = await housemates.context.new_page()
    await both.set_viewport_size({"width": 1200, "height": 640})
    await both.goto(f"{housemates.url}/beside/amira/lina")
    for frame, words in (("Amira", "Waiting for Lina"), ("Lina", "French speaker needed")):
        pane = both.frame_locator(f"iframe[title='What {frame} sees']")
        await expect(pane.locator("#messages")).to_contain_text(words, timeout=SECONDS)
        await pane.get_by_label("Message or command").blur()
    looks_as_kept("panes.png", await both.screenshot(animations="disabled"), below=CLOCK)


def looks_as_kept(name: str, taken: bytes, *, below: int = 0, wide: int | None = None) -> None:
    """Compare with the picture of docs/, but for what is above."""
    path, whole = DOCS / name, Image.open(BytesIO(taken)).convert("RGB")
    now = whole.crop((0, 0, wide or whole.width, whole.height))
    if NEW:
        now.save(path, optimize=True)
    kept = Image.open(path).convert("RGB")
    assert path.stat().st_size < MOST_BYTES
    under = (0, below, max(kept.width, now.width), max(kept.height, now.height))
    found = difference(kept.crop(under), now.crop(under))
    assert found is None, (
        f"docs/{name} is not how it looks now, by {found.most}: "
        "PICTURES=new python -m pytest tests/browser/test_pages.py"
    )
