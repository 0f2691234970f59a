"""A ticket's description, which calls write and read as plain text and people see as HTML."""

from html import escape
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "li", "h1", "h2", "pre", "blockquote"})


def as_html(text: str) -> str:
    """One paragraph with the text's own line breaks; "" for nothing."""
    return f"<p>{escape(text, quote=False)}</p>".replace("\n", "<br>") if text else ""


def as_text(html: str) -> str:
    """The text that a reader sees, a line for each line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.read).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.read.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.read.append("\n")

    def handle_data(self, data: str) -> None:
        self.read.append(data)
