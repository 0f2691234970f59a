from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave them to `make test-all`: whoever works on the bot waits for the bot's own."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.thorough)
