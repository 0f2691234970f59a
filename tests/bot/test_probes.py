"""/healthz, /readyz and /metrics."""

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sandbox.faults import Fault
from tests.bot.signed import served
from tests.scene import Scene, bots, scene


async def test_it_is_alive_and_ready(web: httpx.AsyncClient) -> None:
    assert (await web.get("/healthz")).status_code == 200
    ready = await web.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == dict.fromkeys(("database", "slack", "helpdesk"), "ready")


@pytest.mark.parametrize(
    ("call", "fault", "which"),
    [
        ("GET /me", Fault.SERVER_ERROR, "helpdesk"),
        ("GET /me", Fault.RATE_LIMITED, "helpdesk"),
        ("GET /me", Fault.UNREACHABLE, "helpdesk"),
        ("auth.test", Fault.SERVER_ERROR, "slack"),
        ("auth.test", Fault.UNREACHABLE, "slack"),
        ("auth.test", Fault.FORBIDDEN, "slack"),
    ],
)
async def test_it_says_whom_it_cannot_reach(
    team: Scene, web: httpx.AsyncClient, call: str, fault: Fault, which: str
) -> None:
    faults = team.helpdesk.faults if which == "helpdesk" else team.workspace.faults
    faults.on(call, fault, times=None)
    answer = await web.get("/readyz")
    assert answer.status_code == 503
    assert {name for name, state in answer.json().items() if state != "ready"} == {which}
    assert answer.json()[which].startswith("not ready: ")
    assert (await web.get("/healthz")).status_code == 200


async def test_a_token_that_the_helpdesk_refuses_is_said(database_url: str) -> None:
    async with (
        scene() as team,
        bots(team, database_url, http=True, intercom_access_token="another"),
        served(team) as web,
    ):
        answer = await web.get("/readyz")
        assert answer.status_code == 503
        assert "Check INTERCOM_ACCESS_TOKEN." in answer.json()["helpdesk"]


async def test_what_is_counted_is_shown(team: Scene, web: httpx.AsyncClient) -> None:
    await team.asks(team.amira)
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "Note written")
    answer = await web.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    shown = {
        (sample.name, sample.labels["state"]): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert shown["countersign_requests", "approved"] == 1
    assert shown["countersign_effects", "done"] >= 2
