"""A note as a helpdesk's HTML, and the way back to its lines.

Each fact is a paragraph of its own and the marker the last one. Foreign text is escaped; where it
goes on in a new line that line is indented, so that it never looks like one of our labels.
"""

from html import escape
from html.parser import HTMLParser

from connectors.http.foreign_text import one_line, plain
from rulebook.notes import Note

_INDENTED = "<br>\u2003"
_BREAKS = frozenset({"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "pre", "blockquote"})


def written(note: Note) -> str:
    """The note's HTML."""
    title = f"<b>{_line(note.title)}</b>"
    facts = (f"{_line(line.label)}: {_text(line.text)}" for line in note.lines)
    paragraphs = (title, *facts, _line(note.marker))
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def described(text: str, marker: str) -> str:
    """The HTML of what somebody wrote, with the marker in a last line of its own."""
    words = escape(plain(text).strip(), quote=False).replace("\n", "<br>")
    return "".join(f"<p>{each}</p>" for each in (words, _line(marker)) if each)


def ends_with(html: str, marker: str) -> bool:
    """Tell whether the last line of this HTML is the marker and nothing else."""
    found = lines(html)
    return bool(found) and found[-1] == one_line(marker)


def lines(html: str) -> tuple[str, ...]:
    """The lines a reader sees, without the empty ones."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    seen = (one_line(line) for line in "".join(reader.read).split("\n"))
    return tuple(line for line in seen if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.read.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.read.append("\n")

    def handle_data(self, data: str) -> None:
        # A line break in the source is a space to the reader.
        self.read.append(data.replace("\n", " "))


def _line(text: str) -> str:
    return escape(one_line(text), quote=False)


def _text(text: str) -> str:
    return escape(plain(text).strip(), quote=False).replace("\n", _INDENTED)
