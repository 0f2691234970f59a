"""The conformance suite again; here every call and every answer in it is judged."""

from collections.abc import AsyncIterator

import pytest

from tests.connectors.helpdesk.conformance import Conformance
from tests.connectors.helpdesk.intercom_world import intercom_world
from tests.connectors.helpdesk.world import World
from tests.contracts.intercom.judge import Exchange, Judge
from tests.contracts.intercom.listening import Listening


class TestEveryCallIsAsDescribed(Conformance):
    @pytest.fixture(params=["conversation", "ticket"])
    async def world(self, request: pytest.FixtureRequest, judge: Judge) -> AsyncIterator[World]:
        heard: list[Exchange] = []
        async with intercom_world(
            request.param, lambda app: Listening(app, "/intercom", heard)
        ) as world:
            yield world
        for exchange in heard:
            judge.judge(exchange)
