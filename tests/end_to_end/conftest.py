from collections.abc import AsyncIterator

import pytest

from tests.scene import Scene, bots, scene


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Scene]:
    """The team, with the bot running over Socket Mode."""
    async with scene() as team, bots(team, database_url):
        yield team
        assert team.helpdesk.customer_receives == []
