"""Something sensitive, and where in the text it stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from connectors.scanner.masking import short
from rulebook.sensitive import Finding


@dataclass(frozen=True)
class Found:
    """A finding from `start` up to, not including, `end`."""

    start: int
    end: int
    finding: Finding


@dataclass(frozen=True)
class Pattern:
    """One kind of sensitive text: its only group, or all of it, is what must not be shown.

    `holds` has the last word on a match, `mask` makes it showable.
    """

    what: str
    pattern: re.Pattern[str]
    mask: Callable[[str], str] = short
    holds: Callable[[str], bool] = bool
    personal: bool = False

    def __call__(self, text: str) -> Iterator[Found]:
        """Each of its kind in the text."""
        group = min(self.pattern.groups, 1)
        for match in self.pattern.finditer(text):
            if self.holds(match[group]):
                masked = self.mask(match[group])
                finding = Finding(what=self.what, masked=masked, personal=self.personal)
                yield Found(*match.span(group), finding)
