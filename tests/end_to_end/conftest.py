from collections.abc import AsyncIterator, Iterator

import pytest

from tests.scene import HELPDESKS, Scene, Usual, bots, scene


@pytest.fixture(autouse=True, params=HELPDESKS)
def helpdesk(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every story is told with each helpdesk."""
    before, Usual.helpdesk = Usual.helpdesk, request.param
    yield request.param
    Usual.helpdesk = before


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Scene]:
    """The team, with the bot running over Socket Mode."""
    async with scene() as team, bots(team, database_url):
        yield team
        assert team.helpdesk.customer_receives == []
