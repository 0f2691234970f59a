"""The description of a ticket, which Intercom takes as plain text.

What it answers may be HTML all the same, as the rest of what people write there is; so it is read
as either.
"""

from connectors.helpdesk import note_html
from connectors.http.foreign_text import one_line, plain


def written(text: str, marker: str) -> str:
    """The description with the marker in a last line of its own."""
    return f"{plain(text).strip()}\n\n{one_line(marker)}".lstrip()


def lines(description: str) -> tuple[str, ...]:
    """The lines a reader sees, without the empty ones."""
    return tuple(line for each in description.splitlines() for line in note_html.lines(each))


def ends_with(description: str, marker: str) -> bool:
    """Tell whether the last line is the marker and nothing else."""
    last = next((one_line(line) for line in reversed(description.splitlines()) if line.strip()), "")
    return last == one_line(marker) or note_html.ends_with(description, marker)
