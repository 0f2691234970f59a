from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.app import Sandbox
from sandbox.clock import Clock
from sandbox.tests.page.visit import MANIFEST, NOON, Visit


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    sandbox = Sandbox(Clock(NOON))
    sandbox.workspace.install(MANIFEST)
    zones = {"Amira": "America/New_York", "Bea": "Europe/Paris"}
    people = {
        name: sandbox.workspace.add_person(name, f"{name}@team.example", tz=tz)["id"]
        for name, tz in zones.items()
    }
    sandbox.workspace.add_channel("support", people.values())
    app = sandbox.app()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox.test") as browser:
        yield Visit(sandbox, browser, people)
    await sandbox.close()
