import time

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.clock import Clock
from sandbox.faults import Fault
from sandbox.helpdesk import Helpdesk


def code(answer: httpx.Response) -> str:
    body = answer.json()
    assert body["type"] == "error.list"
    assert body["request_id"]
    return str(body["errors"][0]["code"])


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "sandbox-intercom-token"])
async def test_without_the_token_nothing_is_answered(
    api: httpx.AsyncClient, authorization: str
) -> None:
    answer = await api.get("/me", headers={"Authorization": authorization})
    assert (answer.status_code, code(answer)) == (401, "unauthorized")
    assert "X-RateLimit-Limit" not in answer.headers


@pytest.mark.parametrize("version", ["", "2.11", "3.0"])
async def test_another_version_is_refused(api: httpx.AsyncClient, version: str) -> None:
    answer = await api.get("/me", headers={"Intercom-Version": version})
    assert (answer.status_code, code(answer)) == (400, "intercom_version_invalid")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("GET", "/conversations/1"),
        ("GET", "/conversations/last"),
        ("GET", "/tickets/1"),
        ("GET", "/contacts/1"),
        ("DELETE", "/me"),
    ],
)
async def test_what_is_not_there_is_not_found(
    api: httpx.AsyncClient, method: str, path: str
) -> None:
    answer = await api.request(method, path)
    assert (answer.status_code, code(answer)) == (404, "not_found")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7"])
async def test_a_body_that_is_no_object_is_refused(api: httpx.AsyncClient, body: bytes) -> None:
    answer = await api.post(
        "/tickets/search", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400


async def test_a_body_of_another_type_is_refused(api: httpx.AsyncClient) -> None:
    assert (await api.post("/tickets/search", data={"query": "x"})).status_code == 415


async def test_every_answer_says_what_is_left_of_the_quota(api: httpx.AsyncClient) -> None:
    answers = [await api.get("/me"), await api.get("/nothing")]
    for answer in answers:
        assert answer.headers["X-RateLimit-Limit"] == "1667"
        assert 0 < int(answer.headers["X-RateLimit-Reset"]) - time.time() <= 10
        assert int(answer.headers["X-RateLimit-Remaining"]) in {1665, 1666}


async def test_past_the_quota_calls_are_refused_until_the_window_ends(clock: Clock) -> None:
    desk = Helpdesk(clock, quota=2)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=Starlette(routes=desk.intercom.routes)),
        base_url="http://sandbox",
        headers={"Authorization": f"Bearer {desk.intercom.token}", "Intercom-Version": "2.16"},
    )
    # Should a new window begin in between, two calls of five are still one too many for it.
    answers = [await client.get("/me") for _ in range(5)]
    assert answers[0].status_code == 200
    refused = next(answer for answer in answers if answer.status_code != 200)
    assert (refused.status_code, code(refused)) == (429, "rate_limit_exceeded")
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    await client.aclose()
    desk.close()


async def test_a_switched_fault_answers_as_intercom_does(
    api: httpx.AsyncClient, desk: Helpdesk
) -> None:
    for fault, status, why in (
        (Fault.RATE_LIMITED, 429, "rate_limit_exceeded"),
        (Fault.SERVER_ERROR, 500, "server_error"),
        (Fault.UNAUTHORIZED, 401, "unauthorized"),
        (Fault.FORBIDDEN, 403, "api_plan_restricted"),
        (Fault.NOT_FOUND, 404, "not_found"),
        (Fault.NOT_ACCEPTED, 422, "parameter_invalid"),
    ):
        desk.faults.on("GET /m*", fault)
        answer = await api.get("/me")
        assert (answer.status_code, code(answer)) == (status, why)
        assert ("X-RateLimit-Limit" in answer.headers) == (fault is not Fault.UNAUTHORIZED)
    assert (await api.get("/me")).status_code == 200


async def test_every_call_is_recorded_with_its_outcome(
    api: httpx.AsyncClient, desk: Helpdesk, clock: Clock
) -> None:
    await api.post("/tickets/7/reply", json={"body": "x"})
    await api.get("/tickets/7", headers={"Authorization": ""})
    first, second = desk.calls
    assert first.name == "POST /tickets/{id}/reply"
    assert first.path == "/tickets/7/reply"
    assert first.body == {"body": "x"}
    assert first.at == clock.now()
    assert (first.status, second.status) == (404, 401)
