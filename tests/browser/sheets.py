"""Pictures as they are kept: those of a section side by side on one sheet, with few colours."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.browser.pictures import Picture

KEPT = Path(__file__).parent / "gallery"
_IN_A_ROW = 4  # alike beside alike is small
_COLOURS = 128
_WHERE, _WORDS = "pieces", "words"
Place = tuple[int, int]


def keep(pictures: Mapping[str, Picture], path: Path) -> None:
    """Keep pictures on a sheet, with their names, where they are in it and what they say."""
    places = dict(_places(pictures))
    boxes = {name: (*at, *pictures[name].image.size) for name, at in places.items()}
    width = max(x + width for x, _, width, _ in boxes.values())
    height = max(y + height for _, y, _, height in boxes.values())
    sheet = Image.new("RGB", (width, height), "#888888")
    for name, at in places.items():
        sheet.paste(pictures[name].image, at)
    where = PngInfo()
    where.add_text(_WHERE, json.dumps(boxes), zip=True)
    words = {name: picture.words for name, picture in pictures.items()}
    where.add_text(_WORDS, json.dumps(words), zip=True)
    few = sheet.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True, pnginfo=where)


def kept(path: Path) -> dict[str, Picture]:
    """Read a sheet's pictures, by name; none where there is no sheet."""
    if not path.exists():
        return {}
    with Image.open(path) as sheet:
        boxes, words = (json.loads(sheet.info[key]) for key in (_WHERE, _WORDS))
        whole = sheet.convert("RGB")
    return {
        name: Picture(whole.crop((x, y, x + width, y + height)), words[name])
        for name, (x, y, width, height) in boxes.items()
    }


def _places(pictures: Mapping[str, Picture]) -> Iterator[tuple[str, Place]]:
    names, top = [*pictures], 0
    for start in range(0, len(names), _IN_A_ROW):
        row, left = names[start : start + _IN_A_ROW], 0
        for name in row:
            yield name, (left, top)
            left += pictures[name].image.width
        top += max(pictures[name].image.height for name in row)
