"""Texts of a support team, invented, with what has to be found in them.

In the files texts are parted by "----". What is sensitive is written ⟦group|text⟧; a ¦ inside is
dropped on reading, so that no other scanner takes an example for a secret of ours.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from rulebook.sensitive import Finding

GROUPS = ("secret", "payment", "personal")
_MARK = re.compile(r"⟦(\w+)\|(.*?)⟧", re.DOTALL)
_PAYMENT = frozenset({"a card number", "an IBAN", "a bank account number"})


@dataclass(frozen=True)
class Part:
    """Something sensitive in a text, and its group."""

    group: str
    text: str


@dataclass(frozen=True)
class Labelled:
    """A text as it is typed, and what is sensitive in it."""

    text: str
    parts: tuple[Part, ...]


def known() -> tuple[Labelled, ...]:
    """The texts with which the rules were made."""
    return _read("known.txt")


def held_out() -> tuple[Labelled, ...]:
    """The texts that were written after the rules, which were not changed for them."""
    return _read("held_out.txt")


def group_of(finding: Finding) -> str:
    """Where a finding is counted."""
    if finding.personal:
        return "personal"
    return "payment" if finding.what in _PAYMENT else "secret"


def _read(name: str) -> tuple[Labelled, ...]:
    whole = (Path(__file__).parent / name).read_text(encoding="utf-8").replace("¦", "")
    return tuple(map(_labelled, whole.rstrip("\n").split("\n----\n")))


def _labelled(marked: str) -> Labelled:
    parts = tuple(Part(*match.groups()) for match in _MARK.finditer(marked))
    return Labelled(_MARK.sub(r"\2", marked), parts)
