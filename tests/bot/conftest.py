from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from structlog.testing import capture_logs

from tests.bot.signed import Logs, Slack, served
from tests.scene import Scene, bots, scene


@pytest.fixture
async def team(database_url: str) -> AsyncIterator[Scene]:
    """The team, with the bot listening for signed HTTP."""
    async with scene() as people, bots(people, database_url, http=True):
        yield people
        assert people.helpdesk.customer_receives == []


@pytest.fixture
async def web(team: Scene) -> AsyncIterator[httpx.AsyncClient]:
    async with served(team) as client:
        yield client


@pytest.fixture
def slack(team: Scene, web: httpx.AsyncClient) -> Slack:
    """Whoever has the signing secret."""
    return Slack(web, team.workspace.app.signing_secret)


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> Iterator[Logs]:
    """Everything that is logged."""
    with capture_logs() as ours:
        yield Logs(ours, caplog)


@pytest.fixture
async def asked(team: Scene, logs: Logs) -> None:
    """One request is pending; what is logged is kept from the terminal."""
    del logs
    await team.asks(team.amira)
    await team.sees(team.lina, "French speaker needed")
