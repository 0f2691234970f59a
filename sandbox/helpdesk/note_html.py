"""HTML in a note: simple formatting is kept, and none of the rest.

Comments, scripts, styles and attributes go; so a marker hidden in any of them does not survive.
"""

from html import escape
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "ul", "ol", "li", "h1", "h2", "pre", "blockquote"})
_KEPT = _BLOCKS | {"b", "strong", "i", "em", "a", "code", "br"}
_UNSEEN = frozenset({"script", "style", "head", "title"})
_LINKS = ("https://", "http://", "mailto:")


class _Sieve(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.open: list[str] = []
        self.unseen = 0
        self.has_blocks = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _KEPT and not self.unseen:
            self.has_blocks |= tag in _BLOCKS
            self.kept.append(f"<{tag}{_href(attrs) if tag == 'a' else ''}>")
            if tag != "br":
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in self.open and not self.unseen:
            self._close_to(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.kept.append(escape(data, quote=False))

    def _close_to(self, tag: str) -> None:
        while self.open:
            closed = self.open.pop()
            self.kept.append(f"</{closed}>")
            if closed == tag:
                return

    def finish(self) -> str:
        self.close()
        while self.open:
            self._close_to(self.open[-1])
        whole = "".join(self.kept).strip()
        return whole if self.has_blocks or not whole else f"<p>{whole}</p>"


def _href(attributes: list[tuple[str, str | None]]) -> str:
    href = dict(attributes).get("href") or ""
    return f' href="{escape(href)}"' if href.startswith(_LINKS) else ""


def sanitised(html: str) -> str:
    """Return what is kept of a note's or a comment's body; "" when nothing is."""
    sieve = _Sieve()
    sieve.feed(html)
    return sieve.finish()
