"""Every card, message and form looks as it did; `PICTURES=new` says that it shall look as now."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image, ImageDraw
from playwright.async_api import Browser, Playwright, expect

from gallery.everything import everything
from tests.browser.conftest import QUIETLY
from tests.browser.people import SECONDS, People
from tests.browser.pictures import (
    PLAINLY,
    Picture,
    difference,
    gone,
    other_words,
    pictures_of,
)
from tests.browser.sheets import KEPT, keep, kept

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
NEW = os.environ.get("PICTURES") == "new"
DESK, PHONE = 1960, 390  # three pieces beside each other, and a phone
MOST_BYTES = 1_500_000
SOME = [section.pieces[0].name for section in everything()[::3]]


@pytest.fixture(scope="module")
def demo(as_started: str) -> str:
    """All of it, as a process of its own."""
    return as_started


@pytest_asyncio.fixture(loop_scope="session")
async def plain_chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    args = [*QUIETLY, *PLAINLY]
    browser = await playwright.chromium.launch(executable_path=path, args=args)
    yield browser
    await browser.close()


def compared(
    taken: Mapping[str, Picture], sheet: Path, folder: Path, *, new: bool = NEW
) -> list[str]:
    """Say what looks different from a sheet, and leave pictures of it in a folder."""
    if new:
        keep(taken, sheet)
    before = kept(sheet)
    wrong = [f"{name}: only before or only now" for name in gone(before, taken)]
    for name in before.keys() & taken.keys():
        if said := other_words(before[name].words, taken[name].words):
            wrong.append(f"{name}: {said}")
        if found := difference(before[name].image, taken[name].image):
            wrong.append(f"{name}: looks otherwise, by {found.most} of 255 where it does most")
            found.seen().save(folder / f"{name}.difference.png")
        if said or found:
            taken[name].image.save(folder / f"{name}.png")
    return sorted(wrong)


def complaint(wrong: list[str], folder: Path) -> str:
    lines = "\n  ".join(wrong)
    return (
        f"\n  {lines}\nlook otherwise now. The new pictures and the differences are in {folder}; "
        "if it shall be so: PICTURES=new python -m pytest tests/browser/test_gallery.py"
    )


async def test_everything_looks_as_it_did(
    demo: str, plain_chromium: Browser, tmp_path: Path
) -> None:
    taken = await pictures_of(plain_chromium, demo, DESK)
    if NEW:
        shutil.rmtree(KEPT / "desk", ignore_errors=True)
    wrong: list[str] = []
    for section in everything():
        hung = {piece.name: taken[piece.name] for piece in section.pieces}
        wrong += compared(hung, KEPT / "desk" / f"{section.name}.png", tmp_path)
    assert not wrong, complaint(wrong, tmp_path)


@pytest.mark.parametrize(("width", "dark"), [(DESK, True), (PHONE, False)])
async def test_some_of_it_looks_as_it_did_in_the_dark_and_on_a_phone(
    demo: str, plain_chromium: Browser, tmp_path: Path, width: int, dark: bool
) -> None:
    taken = await pictures_of(plain_chromium, demo, width, dark=dark, names=SOME)
    wrong = compared(taken, KEPT / ("dark.png" if dark else "phone.png"), tmp_path)
    assert not wrong, complaint(wrong, tmp_path)


def test_pictures_are_kept_of_what_hangs_and_of_nothing_else() -> None:
    sections = everything()
    sheets = {path.stem for path in (KEPT / "desk").iterdir()}
    assert sheets == {section.name for section in sections}
    assert sum(path.stat().st_size for path in KEPT.rglob("*.png")) < MOST_BYTES


@pytest.fixture
def picture() -> Image.Image:
    """A piece as it was when it was kept."""
    return drawn()


def drawn(button: str = "#007a5a", words: str = "Approve this", at: int = 10) -> Image.Image:
    """A line and a button, as large as they are in a picture that is kept."""
    whole = Image.new("RGB", (320, 80), "white")
    draw = ImageDraw.Draw(whole)
    draw.text((10, at), words, fill="#1d1c1d")
    draw.rounded_rectangle((10, 40, 60, 56), 3, fill=button)
    return whole


@pytest.mark.parametrize(
    "now",
    [
        drawn(button="white"),
        drawn(button="#1264a3"),
        drawn(words="Refuse them"),
        drawn(words="Approve\nthis"),
        drawn().crop((0, 0, 320, 77)),
        drawn().crop((0, 0, 317, 80)),
    ],
    ids=["no button", "another colour", "other words", "another line", "lower", "narrower"],
)
def test_what_somebody_would_see_is_a_difference(picture: Image.Image, now: Image.Image) -> None:
    assert difference(picture, now)


@pytest.mark.parametrize(
    "now",
    [drawn(), drawn(button="#027c5e"), drawn().crop((0, 0, 320, 79))],
    ids=["the same", "a little greener", "a line less"],
)
def test_what_nobody_would_see_is_none(picture: Image.Image, now: Image.Image) -> None:
    assert difference(picture, now) is None


def test_a_difference_is_named_and_its_pictures_are_left(tmp_path: Path) -> None:
    sheet, folder = tmp_path / "sheet.png", tmp_path / "now"
    folder.mkdir()
    as_it_was, otherwise = Picture(drawn(), "Approve"), Picture(drawn(button="white"), "Approve")
    another_word = Picture(drawn(), "Deny")
    keep(dict.fromkeys(("one", "two", "three", "gone"), as_it_was), sheet)
    now = {"one": as_it_was, "two": otherwise, "three": another_word, "new": as_it_was}

    wrong = compared(now, sheet, folder, new=False)

    assert wrong == [
        "gone: only before or only now",
        "new: only before or only now",
        "three: 'Approve' is 'Deny' now",
        wrong[-1],
    ]
    assert wrong[-1].startswith("two: looks otherwise")
    assert {path.name for path in folder.iterdir()} == {
        "two.png",
        "two.difference.png",
        "three.png",
    }


async def test_the_gallery_is_reached_from_the_page_and_nothing_happens_in_it(
    people: People,
) -> None:
    amira = await people.be("amira")
    await amira.tab.get_by_role("link", name="Gallery").click(timeout=SECONDS)
    first = amira.tab.locator("figure").filter(
        has=amira.tab.get_by_role("button", name="Approve", exact=True)
    )
    await first.first.get_by_role("button", name="Approve", exact=True).click(timeout=SECONDS)
    await expect(amira.tab.get_by_text("Nothing happens here")).to_be_visible(timeout=SECONDS)
    await expect(amira.tab.locator("figure")).to_have_count(
        sum(len(section.pieces) for section in everything())
    )
