"""Which tests `make test` leaves to `make test-all`.

`make test` tells every behaviour once: with SQLite, over Socket Mode, with Intercom; one story also
on PostgreSQL, over signed HTTP, with Pylon and in the browser. The rest is every pairing of these,
every element in every look, random runs, kills, and the judges of the official descriptions.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
THOROUGH = pytest.mark.thorough
FOLDERS = ("browser", "faults", "machine", "contracts/intercom", "contracts/pylon")
STORY = HERE / "end_to_end/test_story.py"
# What stories are usually told with; each of these is something else.
UNUSUAL = {
    "database_url": "postgresql",
    "old": "postgresql",
    "helpdesk": "pylon",
    "demo": "pylon",
    "http": True,
}


def mark(item: pytest.Item) -> None:
    """Mark a test that is not one of `make test`."""
    elsewhere = any(HERE / folder in item.path.parents for folder in FOLDERS)
    pairing = _unusual(item) > (item.path == STORY)
    if pairing or (elsewhere and not item.get_closest_marker("everyday")):
        item.add_marker(THOROUGH)


def _unusual(item: pytest.Item) -> int:
    """How much of what it is told with is not the usual."""
    given = getattr(item, "callspec", None)
    return sum(given.params.get(name) == each for name, each in UNUSUAL.items()) if given else 0
