"""The conformance suite against every helpdesk there is a connector for."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from tests.connectors.helpdesk.conformance import Conformance
from tests.connectors.helpdesk.intercom_world import intercom_world
from tests.connectors.helpdesk.pylon_world import pylon_world
from tests.connectors.helpdesk.world import World

WORLDS: dict[str, Callable[[], AbstractAsyncContextManager[World]]] = {
    "intercom-conversations": lambda: intercom_world("conversation"),
    "intercom-tickets": lambda: intercom_world("ticket"),
    "pylon": pylon_world,
}


class TestEveryHelpdesk(Conformance):
    @pytest.fixture(params=WORLDS)
    async def world(self, request: pytest.FixtureRequest) -> AsyncIterator[World]:
        async with WORLDS[request.param]() as world:
            yield world
