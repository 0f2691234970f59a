"""Looks through a text before it becomes a ticket."""

from collections.abc import Iterator

from connectors.scanner.codes import codes
from connectors.scanner.found import Found
from connectors.scanner.headers import headers
from connectors.scanner.identity_numbers import identity_numbers
from connectors.scanner.links import links
from connectors.scanner.named import named
from connectors.scanner.payment import payment
from connectors.scanner.personal import personal
from connectors.scanner.plain_text import plain_text
from connectors.scanner.prose import prose
from connectors.scanner.tokens import tokens
from rulebook.sensitive import Finding

# The more specific first: where two overlap, it is kept.
_FINDERS = (
    tokens,
    payment,
    identity_numbers,
    links,
    headers,
    named,
    codes,
    prose,
    personal,
)


class SensitiveText:
    """A scanner that knows secrets, payment data and personal data by their shape and name.

    Names of people are not looked for, nor what a picture shows.
    """

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Everything sensitive in a text, in its order, each once."""
        in_order = sorted(_apart(plain_text(text)), key=lambda found: found.start)
        return tuple(dict.fromkeys(found.finding for found in in_order))


def _apart(text: str) -> Iterator[Found]:
    """Yield what was found, without what overlaps something more specific."""
    taken = bytearray(len(text))
    for finder in _FINDERS:
        for found in finder(text):
            if not any(taken[found.start : found.end]):
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
                yield found
