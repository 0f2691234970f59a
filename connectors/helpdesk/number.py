"""The number of a ticket, as people write it down."""

import re

_DIGITS = re.compile("[0-9]{1,20}")


def number_of(written: str) -> str | None:
    """Read the number of a ticket; None when it is none."""
    return written.lstrip("0") or None if _DIGITS.fullmatch(written) else None
