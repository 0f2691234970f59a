from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin, Contact


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 15, 0, tzinfo=UTC))


@pytest.fixture
def desk(clock: Clock) -> Iterator[Helpdesk]:
    desk = Helpdesk(clock)
    yield desk
    desk.close()


@pytest.fixture
def ann(desk: Helpdesk) -> Admin:
    return desk.add_admin("Ann", "ann@support.example")


@pytest.fixture
def bea(desk: Helpdesk) -> Admin:
    return desk.add_admin("Bea", "bea@support.example")


@pytest.fixture
def dana(desk: Helpdesk) -> Contact:
    return desk.add_contact("Dana Fox", "dana@customer.example", "Acme", "Enterprise")


@pytest.fixture
async def api(desk: Helpdesk) -> AsyncIterator[httpx.AsyncClient]:
    """Calls the API under a prefix, as somebody who knows the token."""
    app = Starlette(routes=[Mount("/intercom", routes=desk.intercom.routes)])
    headers = {"Authorization": f"Bearer {desk.intercom.token}", "Intercom-Version": "2.16"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://sandbox/intercom",
        headers=headers,
    ) as client:
        yield client
