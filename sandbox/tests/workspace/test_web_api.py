from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Installed, Workspace

Json = dict[str, Any]


async def refused(url: str, method: str, token: str = "", **arguments: str) -> Json:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{url}/api/{method}", data=arguments, headers=headers)
    body: Json = answer.json()
    assert not body["ok"]
    return body


async def test_auth_test_says_who_the_app_is(slack: AsyncWebClient, installed: Installed) -> None:
    answer = await slack.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (installed.bot_user_id, installed.bot_id)


async def test_a_call_without_a_token_is_not_authed(url: str) -> None:
    assert (await refused(url, "auth.test"))["error"] == "not_authed"


async def test_an_unknown_token_is_invalid(url: str) -> None:
    assert (await refused(url, "auth.test", "xoxb-unknown"))["error"] == "invalid_auth"


@pytest.mark.usefixtures("slack")
async def test_each_method_wants_its_own_type_of_token(url: str, installed: Installed) -> None:
    for method, token in (
        ("auth.test", installed.app_token),
        ("apps.connections.open", installed.bot_token),
    ):
        assert (await refused(url, method, token))["error"] == "not_allowed_token_type"


@pytest.mark.usefixtures("slack")
async def test_an_unknown_method_is_refused(url: str, installed: Installed) -> None:
    answer = await refused(url, "chat.shout", installed.bot_token)
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


async def test_api_test_returns_what_it_was_told(slack: AsyncWebClient) -> None:
    assert (await slack.api_test(foo="bar"))["args"] == {"foo": "bar"}
    with pytest.raises(SlackApiError, match="my_error"):
        await slack.api_test(error="my_error")


async def test_a_missing_scope_is_named(
    workspace: Workspace, manifest: Json, slack: AsyncWebClient
) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("users:read.email")
    workspace.install(manifest)
    with pytest.raises(SlackApiError) as failure:
        await slack.users_lookupByEmail(email="ann@example.com")
    assert failure.value.response["error"] == "missing_scope"
    assert failure.value.response["needed"] == "users:read.email"
    assert "chat:write" in failure.value.response["provided"].split(",")


async def test_a_direct_message_is_read_with_the_scope_of_direct_messages(
    workspace: Workspace, manifest: Json, slack: AsyncWebClient, ann: str
) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("im:history")
    manifest["settings"]["event_subscriptions"]["bot_events"].remove("message.im")
    workspace.install(manifest)
    with pytest.raises(SlackApiError) as failure:
        await slack.conversations_history(channel=workspace.direct(ann))
    assert failure.value.response["needed"] == "im:history"


@pytest.mark.parametrize(
    ("method", "argument"),
    [
        ("users.info", "user"),
        ("users.lookupByEmail", "email"),
        ("conversations.info", "channel"),
        ("conversations.replies", "channel"),
        ("chat.getPermalink", "channel"),
    ],
)
async def test_these_methods_do_not_read_json(
    slack: AsyncWebClient, method: str, argument: str
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.api_call(method, json={argument: "X", "ts": "1.1", "message_ts": "1.1"})
    assert failure.value.response["error"] == "invalid_arguments"
    messages = failure.value.response["response_metadata"]["messages"]
    assert f"[ERROR] missing required field: {argument}" in messages


async def test_a_message_is_posted_by_form_as_by_json(slack: AsyncWebClient, ann: str) -> None:
    blocks = '[{"type": "divider", "block_id": "line"}]'
    arguments = {"channel": ann, "text": "Hi", "blocks": blocks}
    by_form = await slack.api_call("chat.postMessage", data=arguments)
    by_json = await slack.api_call("chat.postMessage", json=arguments)
    for answer in (by_form, by_json):
        assert answer["message"]["blocks"] == [{"type": "divider", "block_id": "line"}]


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[]", "json_not_object")])
async def test_a_body_that_is_no_json_object_is_refused(url: str, body: str, error: str) -> None:
    async with httpx.AsyncClient(headers={"Content-Type": "application/json"}) as client:
        answer = await client.post(f"{url}/api/chat.postMessage", content=body)
    assert answer.json()["error"] == error


async def test_every_call_is_recorded_with_its_answer_but_without_its_token(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    await slack.users_info(user=ann)
    call = workspace.calls[-1]
    assert (call.method, call.arguments, call.status) == ("users.info", {"user": ann}, 200)
    assert call.answer["user"]["id"] == ann
    assert call.seconds is not None
