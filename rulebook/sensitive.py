"""Nothing sensitive leaves (G): what may not stand in a ticket, and what has to be justified."""

from typing import Protocol

from rulebook.value import Value


class Finding(Value):
    """Something sensitive in a text: what it is, with its article, and enough of it to find it.

    `masked` never holds the whole of it. Personal data may stay where somebody says why.
    """

    what: str
    masked: str
    personal: bool = False


class Scanner(Protocol):
    """A scanner that looks through a text. It asks nobody, and takes milliseconds."""

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Everything sensitive in a text, in its order, each once."""
