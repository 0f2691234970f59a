"""The conformance suite again; here every call and every answer in it is judged."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from tests.connectors.helpdesk.conformance import Conformance
from tests.connectors.helpdesk.pylon_world import pylon_world
from tests.connectors.helpdesk.world import World
from tests.contracts.listening import Listening
from tests.contracts.pylon.judge import Judge

if TYPE_CHECKING:
    from tests.contracts.openapi import Exchange


class TestEveryCallIsAsDescribed(Conformance):
    @pytest.fixture
    async def world(self, judge: Judge) -> AsyncIterator[World]:
        heard: list[Exchange] = []
        async with pylon_world(lambda app: Listening(app, "/pylon", heard)) as world:
            yield world
        for exchange in heard:
            judge.judge(exchange)
