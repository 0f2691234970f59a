"""The conformance suite again; here every call and every answer in it is judged."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from tests.connectors.helpdesk.conformance import Conformance
from tests.connectors.helpdesk.intercom_world import intercom_world
from tests.connectors.helpdesk.world import World
from tests.contracts.intercom.judge import Judge
from tests.contracts.listening import Listening

if TYPE_CHECKING:
    from tests.contracts.openapi import Exchange


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
