"""Reads a page the way a browser does, and judges it."""

from html.parser import HTMLParser

SCRIPTS = {"/static/theme.js", "/static/page.js"}
UNWRITTEN = {"img", "iframe", "object", "embed", "svg", "math", "style", "base", "video", "audio"}


class Reader(HTMLParser):
    """Every tag of a page with its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def foreign_parts(html: str) -> list[str]:
    """Whatever in a page can only have come from somebody's text."""
    return [
        f"<{tag} {attributes}>"
        for tag, attributes in Reader(html).tags
        if tag in UNWRITTEN
        or (tag == "script" and attributes.get("src") not in SCRIPTS)
        or any(name.startswith("on") or name == "style" for name in attributes)
        or any(
            not value.startswith(("/", "#", "https://", "http://", "mailto:"))
            for name, value in attributes.items()
            if name in {"href", "src", "action"}
        )
    ]


def values(html: str, name: str) -> list[str]:
    """What the fields of this name hold."""
    return [tag[1].get("value", "") for tag in Reader(html).tags if tag[1].get("name") == name]
