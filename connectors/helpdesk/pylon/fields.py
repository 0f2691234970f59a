"""Custom fields, and what a team writes down in them, by slug."""

from collections.abc import Mapping

from connectors.helpdesk.pylon.answers import CustomField
from connectors.http.foreign_text import one_line


def field(of: Mapping[str, CustomField | None] | None, name: str) -> str:
    """Read what a field holds, by its slug in whatever case or by its name; "" for nothing."""
    wanted = _slug(name)
    for slug, held in (of or {}).items():
        if held is not None and _slug(slug) == wanted:
            return one_line(held.value or next(iter(held.values or ()), ""))
    return ""


def _slug(name: str) -> str:
    return "_".join(one_line(name).casefold().split())
