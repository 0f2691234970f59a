"""How much is found and how much wrongly, on texts that were labelled by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from connectors.scanner import SensitiveText
from connectors.scanner.plain_text import plain_text
from rulebook.sensitive import Finding
from tests.connectors.scanner.labelled import (
    GROUPS,
    Labelled,
    Part,
    group_of,
    held_out,
    known,
)


@dataclass(frozen=True)
class Figures:
    """Of one group: what was found rightly, what was missed, and what was found wrongly."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.found + other.found, self.missed + other.missed, self.wrong + other.wrong
        )

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.found / (self.found + self.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.found / (self.found + self.wrong)


def figures(texts: Iterable[Labelled]) -> dict[str, Figures]:
    """The figures of each group."""
    sums = dict.fromkeys(GROUPS, Figures())
    for one in texts:
        found = SensitiveText().findings(one.text)
        for group in GROUPS:
            sums[group] += _compared(_of(found, group), _parts(one, group))
    return sums


def missed(texts: Iterable[Labelled]) -> list[str]:
    """Everything sensitive that was not found."""
    return [
        part.text
        for one in texts
        for part in one.parts
        if not any(
            _is_it(finding, part) for finding in _of(SensitiveText().findings(one.text), part.group)
        )
    ]


def wrongly_flagged(texts: Iterable[Labelled]) -> list[str]:
    """The harmless texts in which something was found."""
    return [one.text for one in texts if not one.parts and SensitiveText().findings(one.text)]


def table() -> str:
    """The figures of both sets as a Markdown table."""
    lines = ["| | texts | found | missed | wrong | recall | precision |", f"|{'---|' * 7}"]
    for name, texts in (("known", known()), ("held out", held_out())):
        for group, of_group in figures(texts).items():
            holding = sum(any(part.group == group for part in one.parts) for one in texts)
            lines.append(_line(f"{group}, {name}", holding, of_group))
        harmless = sum(not one.parts for one in texts)
        wrong = len(wrongly_flagged(texts))
        lines.append(f"| harmless, {name} | {harmless} | | | {wrong} | | |")
    return "\n".join(lines)


def _line(name: str, holding: int, of_group: Figures) -> str:
    counts = f"{of_group.found} | {of_group.missed} | {of_group.wrong}"
    return f"| {name} | {holding} | {counts} | {of_group.recall:.0%} | {of_group.precision:.0%} |"


def _compared(findings: list[Finding], parts: list[Part]) -> Figures:
    found = sum(any(_is_it(finding, part) for finding in findings) for part in parts)
    wrong = sum(not any(_is_it(finding, part) for part in parts) for finding in findings)
    return Figures(found, len(parts) - found, wrong)


def _is_it(finding: Finding, part: Part) -> bool:
    """Whether what a mask shows stands at the part's beginning, or in it."""
    head = finding.masked.partition("…")[0].strip()
    return head in plain_text(part.text)


def _of(findings: Iterable[Finding], group: str) -> list[Finding]:
    return [one for one in findings if group_of(one) == group]


def _parts(one: Labelled, group: str) -> list[Part]:
    return [part for part in one.parts if part.group == group]
