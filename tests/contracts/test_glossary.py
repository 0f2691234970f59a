"""A newcomer finds each word, and each room that the glossary names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text()
_WORD = re.compile(
    r"^\| \*\*(?P<word>[^*]+)\*\*[^|]*\| (?P<means>[^|]+) \| (?P<room>[^|]+) \|$", re.MULTILINE
)
_PLACE = re.compile(r"`([a-z_]+(?:/[a-z_]+)*(?:\.py)?)`")
# The words of the design, which code, tables, texts and tests use.
OF_THE_DESIGN = (
    *("Request", "Kind", "Form", "Card", "Decider", "Decision", "Note", "Effect", "Outbox"),
    *("Lane", "Delivery", "Incoming", "Promise", "Reminder", "Broken promise", "Roster"),
    *("Shift", "On duty", "Bin", "Hand-off", "Hand over", "Owner change", "Off queue"),
    *("Leave", "Absence", "Cover", "Deputy", "In force", "Standing approval", "Plan"),
    *("Step", "Refusal", "Manager"),
)
WORDS = {found["word"]: found for found in _WORD.finditer(GLOSSARY)}


def test_each_word_of_the_design_is_explained() -> None:
    assert [word for word in OF_THE_DESIGN if word not in WORDS] == []


def test_each_takes_one_sentence() -> None:
    sentences = {word: found["means"] for word, found in WORDS.items()}
    assert [word for word, means in sentences.items() if not means.endswith(".")] == []
    assert [word for word, means in sentences.items() if ". " in means] == []


def test_each_room_that_is_named_is_there() -> None:
    named = {word: places(found["room"]) for word, found in WORDS.items()}
    homeless = [word for word in WORDS if not named[word] and WORDS[word]["room"] != "not yet"]
    gone = [place for found in named.values() for place in found if not (ROOT / place).exists()]
    assert (homeless, gone) == ([], [])


def places(room: str) -> list[str]:
    """The files and folders that a line names, without names that are only said."""
    quoted = _PLACE.findall(room)
    return [place for place in quoted if "/" in place or (ROOT / place).is_dir()]
