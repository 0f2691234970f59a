import httpx
import pytest
from starlette.applications import Starlette

from sandbox.clock import Clock
from sandbox.faults import Fault
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import Contact
from sandbox.server import serving


def code(answer: httpx.Response) -> str:
    body = answer.json()
    assert body["request_id"]
    assert [isinstance(error, str) for error in body["errors"]] == [True]
    return str(body["code"])


@pytest.mark.parametrize(
    ("authorization", "why"),
    [
        ("", "invalid_authorization_header"),
        ("sandbox-pylon-token", "invalid_authorization_header"),
        ("Bearer wrong", "invalid_api_token"),
        ("Bearer sandbox-intercom-token", "invalid_api_token"),
    ],
)
async def test_without_pylons_own_token_nothing_is_answered(
    pylon: httpx.AsyncClient, authorization: str, why: str
) -> None:
    for path in ("/me", "/nothing"):
        answer = await pylon.get(path, headers={"Authorization": authorization})
        assert (answer.status_code, code(answer)) == (401, why)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("DELETE", "/me"),
        ("GET", "/issues/4712"),
        ("GET", "/issues/last"),
        ("GET", "/issues/155be005-0000-0000-0000-000000000001"),
        ("GET", "/issues/5e7a1d01-0000-0000-0000-000000001267"),
        ("GET", "/issues/155BE005-0000-0000-0000-000000001267"),
        ("GET", "/issues/4711/messages"),
        ("GET", "/issues/4711/threads"),
        ("GET", "/users/1"),
        ("GET", "/accounts/1"),
        ("GET", "/contacts/1"),
    ],
)
async def test_what_is_not_there_is_not_found(
    pylon: httpx.AsyncClient, desk: Helpdesk, dana: Contact, method: str, path: str
) -> None:
    desk.add_conversation("It broke", dana, number="4711")
    answer = await pylon.request(method, path)
    assert (answer.status_code, code(answer)) == (404, "not_found")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7"])
async def test_a_body_that_is_no_object_is_refused(pylon: httpx.AsyncClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await pylon.post("/issues/search", content=body, headers=headers)
    assert (answer.status_code, code(answer)) == (400, "invalid_request_body")


async def test_a_body_of_another_type_is_refused(pylon: httpx.AsyncClient) -> None:
    assert (await pylon.post("/issues/search", data={"filter": "x"})).status_code == 400


async def test_past_its_own_limit_a_call_is_refused_until_the_minute_ends(
    pylon: httpx.AsyncClient,
) -> None:
    # Should a new minute begin in between, two times thirty of them are still one too few.
    answers = [await pylon.get("/issue-statuses") for _ in range(61)]
    assert [answer.status_code for answer in answers[:30]] == [200] * 30
    refused = next(answer for answer in answers if answer.status_code != 200)
    assert (refused.status_code, code(refused)) == (429, "rate_limited")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert (await pylon.get("/teams")).status_code == 200


async def test_without_a_quota_nothing_is_counted(clock: Clock) -> None:
    desk = Helpdesk(clock, quota=None)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=Starlette(routes=desk.pylon.routes)),
        base_url="http://sandbox",
        headers={"Authorization": f"Bearer {desk.pylon.token}"},
    )
    answers = [await client.get("/issue-statuses") for _ in range(61)]
    assert {answer.status_code for answer in answers} == {200}
    await client.aclose()
    desk.close()


async def test_a_switched_fault_answers_as_pylon_does(
    pylon: httpx.AsyncClient, desk: Helpdesk
) -> None:
    for fault, status, why, wait in (
        (Fault.RATE_LIMITED, 429, "rate_limited", "1"),
        (Fault.SERVER_ERROR, 500, "internal_error", None),
        (Fault.UNAUTHORIZED, 401, "invalid_api_token", None),
        (Fault.FORBIDDEN, 403, "permission_denied", None),
        (Fault.NOT_FOUND, 404, "not_found", None),
        (Fault.NOT_ACCEPTED, 422, "invalid_request_body", None),
    ):
        desk.faults.on("GET /m*", fault)
        answer = await pylon.get("/me")
        assert (answer.status_code, code(answer)) == (status, why)
        assert answer.headers.get("Retry-After") == wait
    assert (await pylon.get("/me")).status_code == 200


async def test_a_lost_answer_is_of_something_done(desk: Helpdesk, dana: Contact) -> None:
    issue = id_of("issue", desk.add_conversation("It broke", dana, number="4711").id)
    desk.faults.on("POST /issues/{id}/note", Fault.LOST_ANSWER)
    token = {"Authorization": f"Bearer {desk.pylon.token}"}
    async with (
        serving(Starlette(routes=desk.pylon.routes)) as url,
        httpx.AsyncClient(base_url=url, headers=token) as client,
    ):
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post(f"/issues/{issue}/note", json={"body_html": "<p>x</p>"})
    assert [note.body for note in desk.ticket("4711").notes] == ["<p>x</p>"]


async def test_every_call_is_recorded_with_its_outcome(
    pylon: httpx.AsyncClient, api: httpx.AsyncClient, desk: Helpdesk
) -> None:
    await pylon.post("/issues/7/note", json={"body_html": "x"})
    await pylon.patch("/users/7", json={"status": "away"})
    await api.get("/me")
    assert [(call.name, call.path, call.status) for call in desk.calls] == [
        ("POST /issues/{id}/note", "/issues/7/note", 404),
        ("PATCH /users/{id}", "/users/7", 404),
        ("GET /me", "/me", 200),
    ]
    assert desk.calls[0].body == {"body_html": "x"}


def test_pylons_token_is_not_intercoms(desk: Helpdesk) -> None:
    assert desk.pylon.token != desk.intercom.token
