from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.helpdesk import Helpdesk


@pytest.fixture
async def pylon(desk: Helpdesk) -> AsyncIterator[httpx.AsyncClient]:
    """Calls Pylon's API under a prefix, as somebody who knows the token."""
    app = Starlette(routes=[Mount("/pylon", routes=desk.pylon.routes)])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://sandbox/pylon",
        headers={"Authorization": f"Bearer {desk.pylon.token}"},
    ) as client:
        yield client
