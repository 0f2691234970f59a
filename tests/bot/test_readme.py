import re
from pathlib import Path

import pytest

from bot.readme import PAGES, README, REQUESTS, written

_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_tables_of_the_pages_are_those_of_the_code(page: Path) -> None:
    text = page.read_text()
    assert written(text) == text, "run `python -m bot.readme`"


def test_a_changed_table_is_noticed() -> None:
    page = REQUESTS.read_text()
    changed = page.replace("| approve | pending, asked |", "| approve | anything |")
    assert changed != page
    assert written(changed) == page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = _LINK.findall(page.read_text())
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_the_readme_shows_and_links() -> None:
    links = _LINK.findall(README.read_text())
    assert {"docs/card.png", "docs/panes.png", "docs/figures.svg", "docs/requests.md"} <= {*links}
