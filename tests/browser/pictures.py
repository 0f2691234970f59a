"""Pictures of the gallery: taken all at once, and compared as one would from a step back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.async_api import Browser, Page

Box = Sequence[float]
# Without what a machine has set up for its own screen.
PLAINLY = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb")
SMALLER = 2
# A letter and its neighbours, in pixels of a picture, and how far their mean may be off.
AROUND = 3
# A change of a font's sharpness comes to less than 17, another word or a colour a bit off to more.
TOLERATED = 18
_TALL = 3000
_COVER = "#888888"
# Of a machine's own fonts nothing is compared: what ours has no letters for is covered.
_ALONE = """
  .gallery { position: fixed; inset: 0; z-index: 99; padding: 0; scrollbar-width: none; }
  .gallery > :not(section), .gallery h2[id^="title:"], figcaption, .notice { display: none; }
  .gallery section { display: flex; flex-wrap: wrap; align-items: flex-start; margin: 0; }
  .gallery figure { width: 640px; max-width: 100%; margin: 0; }
  .gallery .hung:not(.home) { padding: 0; border: 0; }
  .gallery .hung code, .gallery .hung pre { font-family: Lato, sans-serif; }
  .gallery .hung [role="img"] { display: inline-block; width: 1.3em; height: 1em; }
  .gallery .hung [role="img"] { overflow: hidden; visibility: hidden; }
  *, ::before, ::after { animation: none !important; transition: none !important; }
"""
_MEASURED = r"""names => {
  const gallery = document.getElementById("gallery");
  const foreign = /[^\u0020-\u017f\u2010-\u2026\u2066-\u2069\s]+/gu;
  for (const figure of gallery.querySelectorAll("figure")) {
    if (names && !names.includes(figure.id)) figure.remove();
    else figure.style.height = `${2 * Math.ceil(figure.offsetHeight / 2 + 1)}px`;
  }
  const box = ({ x, y, width, height }) => [x, y + gallery.scrollTop, width, height];
  const hung = [...gallery.querySelectorAll(".hung")];
  const covered = [];
  const texts = document.createTreeWalker(gallery, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const found of texts.currentNode.data.matchAll(foreign)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, found.index);
      range.setEnd(texts.currentNode, found.index + found[0].length);
      covered.push(...[...range.getClientRects()].map(box));
    }
  }
  const piece = (one) => [one.dataset.piece, one.innerText, box(one.getBoundingClientRect())];
  const pieces = hung.map(piece);
  return { pieces, covered, height: gallery.scrollHeight };
}"""


@dataclass(frozen=True)
class Picture:
    """How a piece looks, and what it says."""

    image: Image.Image
    words: str


@dataclass(frozen=True)
class Difference:
    """How far apart two pictures are where they are most, 0 to 255, and a picture of it."""

    most: int
    picture: Image.Image

    def seen(self) -> Image.Image:
        """The picture so bright that a little is seen too."""
        return self.picture.point([min(255, level * 4) for level in range(256)] * 3)


async def pictures_of(
    browser: Browser,
    url: str,
    width: int,
    *,
    dark: bool = False,
    names: Sequence[str] | None = None,
) -> dict[str, Picture]:
    """Take a picture of every piece of the gallery, by its name; with `names`, of these."""
    context = await browser.new_context(
        viewport={"width": width, "height": _TALL},
        color_scheme="dark" if dark else "light",
        locale="en-US",
        bypass_csp=True,
    )
    page = await context.new_page()
    await page.goto(f"{url}/gallery")
    await page.add_style_tag(content=_ALONE)
    await page.evaluate("document.fonts.ready.then(() => null)")
    measured = await page.evaluate(_MEASURED, names)
    whole = await _whole(page, width, measured["height"])
    await context.close()
    cover = ImageDraw.Draw(whole)
    for box in measured["covered"]:
        cover.rectangle(_smaller(box), fill=_COVER)
    return {
        name: Picture(whole.crop(_smaller(box)), words) for name, words, box in measured["pieces"]
    }


def difference(kept: Image.Image, taken: Image.Image) -> Difference | None:
    """What is different between two pictures, if anything that somebody would see is."""
    box = (0, 0, min(kept.width, taken.width), min(kept.height, taken.height))
    one, other = (
        picture.crop(box).filter(ImageFilter.BoxBlur(AROUND)) for picture in (kept, taken)
    )
    # Where a picture was cut out shows in its outermost pixels, and nothing of ours does.
    _, _, right, bottom = box
    inner = (AROUND, AROUND, max(right - AROUND, AROUND + 1), max(bottom - AROUND, AROUND + 1))
    apart = ImageChops.difference(one, other).crop(inner)
    most = max(at for at, count in enumerate(_levels(apart)) if count)
    other_size = max(abs(kept.width - taken.width), abs(kept.height - taken.height)) > 1
    return Difference(most, apart) if other_size or most > TOLERATED else None


def other_words(kept: str, taken: str) -> str:
    """The first line that says something else, before and now; "" where none does."""
    lines = zip_longest(kept.splitlines(), taken.splitlines(), fillvalue="nothing")
    return next((f"{before!r} is {now!r} now" for before, now in lines if before != now), "")


def gone(kept: Mapping[str, object], taken: Mapping[str, object]) -> list[str]:
    """What only one of them has."""
    return sorted(kept.keys() ^ taken.keys())


def _levels(apart: Image.Image) -> list[int]:
    """How many places are so far apart, in any colour."""
    bands = (band.histogram() for band in apart.split())
    return [sum(counts) for counts in zip(*bands, strict=True)]


async def _whole(page: Page, width: int, height: int) -> Image.Image:
    whole = Image.new("RGB", (width // SMALLER, max(height, _TALL) // SMALLER))
    for start in range(0, height, _TALL):
        at = min(start, max(height - _TALL, 0))
        await page.evaluate("at => document.getElementById('gallery').scrollTo(0, at)", at)
        shot = Image.open(BytesIO(await page.screenshot()))
        whole.paste(shot.convert("RGB").reduce(SMALLER), (0, at // SMALLER))
    return whole


def _smaller(box: Box) -> tuple[int, int, int, int]:
    x, y, width, height = (round(length / SMALLER) for length in box)
    return x, y, x + width, y + height
