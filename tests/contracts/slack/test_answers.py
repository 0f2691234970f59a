"""Answers satisfy the official references and schemas, and errors are Slack's own."""

import re
from pathlib import Path
from typing import Any, Protocol

import jsonschema
import pytest
from slack_sdk.web.async_client import AsyncWebClient

import sandbox.workspace
from sandbox.workspace import Workspace
from sandbox.workspace.web_api.endpoint import METHODS

Json = dict[str, Any]

# Every method may answer these; the references list only what is special to each.
COMMON = {
    *("not_authed", "invalid_auth", "not_allowed_token_type", "missing_scope", "unknown_method"),
    *("invalid_arguments", "invalid_json", "json_not_object", "access_denied", "internal_error"),
    *("ratelimited", "user_not_visible", "cannot_dm_bot"),
}
# What an acknowledgement or a response URL can do wrong is not in a method's reference.
ELSEWHERE = {
    *("expired_url", "used_url", "invalid_options", "invalid_errors", "invalid_response_action"),
}


class Contracts(Protocol):
    def method(self, name: str) -> Json: ...
    def judge(self, name: str) -> jsonschema.Draft7Validator: ...


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_as_its_reference_says(contracts: Contracts, name: str) -> None:
    method, reference = METHODS[name], contracts.method(name)
    assert set(method.scopes) == set(reference["scope"].get("bot", []))
    tier = reference["rate_limits"]
    assert method.tier == ("special" if tier == "t5" else tier)
    assert method.reads_json == bool(reference.get("json_input_supported"))
    required = set(reference["args"].get("required", [])) - {"token"}
    # A form cannot be opened without a trigger, although an interactivity pointer may replace it.
    assert set(method.required) - {"trigger_id"} == required


def test_every_error_code_is_slacks_own(contracts: Contracts) -> None:
    known = COMMON | ELSEWHERE
    for name in METHODS:
        known |= contracts.method(name).get("errors", {}).keys()
    package = Path(sandbox.workspace.__file__).parent
    code = re.compile(r'(?:SlackRefusal|refused_with)\(\s*"(\w+)"')
    used = {found for path in package.rglob("*.py") for found in code.findall(path.read_text())}
    assert len(used) > 30
    assert used <= known


async def called(workspace: Workspace, slack: AsyncWebClient, person: str) -> dict[str, Json]:
    """Call every method once, successfully."""
    words = {"type": "plain_text", "text": "x"}
    modal = {"type": "modal", "title": words, "blocks": []}
    posted = await slack.chat_postMessage(channel=person, text="x", blocks=[{"type": "divider"}])
    channel, ts = posted["channel"], posted["ts"]
    trigger = workspace.triggers.issue
    opened = await slack.views_open(trigger_id=trigger(person), view=modal)
    answers = [
        posted,
        opened,
        await slack.api_test(),
        await slack.auth_test(),
        await slack.apps_connections_open(app_token=workspace.app.app_token),
        await slack.chat_update(channel=channel, ts=ts, text="y"),
        await slack.chat_getPermalink(channel=channel, message_ts=ts),
        await slack.chat_postEphemeral(channel=channel, user=person, text="x"),
        await slack.conversations_open(users=[person], return_im=True),
        await slack.conversations_info(channel=channel),
        await slack.conversations_history(channel=channel),
        await slack.conversations_replies(channel=channel, ts=ts),
        await slack.users_info(user=person),
        await slack.users_list(),
        await slack.users_lookupByEmail(email="ann@example.com"),
        await slack.views_push(trigger_id=trigger(person), view=modal),
        await slack.views_update(view_id=opened["view"]["id"], view=modal),
        await slack.views_publish(user_id=person, view={"type": "home", "blocks": []}),
        await slack.chat_delete(channel=channel, ts=ts),
    ]
    assert all(isinstance(answer.data, dict) for answer in answers)
    return {call.method: call.answer for call in workspace.calls}


async def test_answers_have_what_the_references_require(
    workspace: Workspace, slack: AsyncWebClient, contracts: Contracts, ann: str
) -> None:
    answers = await called(workspace, slack, ann)
    assert answers.keys() == METHODS.keys()
    for name, answer in answers.items():
        output = contracts.method(name)["output"]
        assert answer["ok"]
        assert set(output.get("required", [])) <= answer.keys(), name
        known = set(output["properties"]) | {"ok", "response_metadata", "warning"}
        assert answer.keys() <= known, name


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("chat.postMessage", "ChatPostMessageResponse"),
        ("chat.update", "ChatUpdateResponse"),
        ("conversations.open", "ConversationsOpenResponse"),
        ("users.info", "UsersInfoResponse"),
        ("views.open", "ViewsOpenResponse"),
    ],
)
async def test_answers_satisfy_the_closed_schemas(
    workspace: Workspace,
    slack: AsyncWebClient,
    contracts: Contracts,
    ann: str,
    name: str,
    schema: str,
) -> None:
    answer = (await called(workspace, slack, ann))[name]
    if name == "views.open":
        # The schema was made from an answer without fields and without previous view: Slack sends
        # null and {"values": {}} there, as its reference shows.
        assert answer["view"].pop("state") == {"values": {}}
        answer["view"] = {key: part for key, part in answer["view"].items() if part is not None}
    contracts.judge(schema).validate(answer)
