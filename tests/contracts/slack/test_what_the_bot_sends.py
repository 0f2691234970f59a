"""Every message, form and answer of the bot is one that Slack takes, by both judges."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from cards.message import Message
from sandbox.workspace.records import Delivery
from tests.cards.judges import accepts_blocks, accepts_message, accepts_view, conforms
from tests.contracts.slack.stories import (
    COMMAND,
    ERRORS,
    FORM,
    OPTIONS,
    SORRY,
    STORIES,
    approved,
    asked,
)
from tests.scene import Scene, bots, scene

Json = dict[str, Any]
SCHEMAS = {
    "chat.postMessage": "ChatPostMessageArguments",
    "chat.update": "ChatUpdateArguments",
    "chat.postEphemeral": "ChatPostEphemeralArguments",
    "views.open": "ViewsOpenArguments",
    "conversations.open": "ConversationsOpenArguments",
}
IN_ANSWERS = {"response_type", "replace_original"}


def sent(team: Scene) -> Iterator[tuple[str, Json]]:
    """What the bot has sent, by the name of the call or of the kind of answer."""
    for call in team.workspace.calls:
        # Bolt's own client adds the workspace to every call.
        yield call.method, {key: part for key, part in call.arguments.items() if key != "team_id"}
    for delivery in team.workspace.deliveries:
        if delivery.ack:
            yield kind_of(delivery), delivery.ack


def kind_of(delivery: Delivery) -> str:
    match delivery.ack:
        case {"response_action": "errors"}:
            return ERRORS
        case {"response_action": "update"}:
            return FORM
        case {"options": _}:
            return OPTIONS
        case _:
            return COMMAND


def judge(kind: str, body: Json) -> None:
    """Fail unless Slack would take it."""
    if kind in SCHEMAS:
        conforms(SCHEMAS[kind], body)
    match kind:
        case "chat.postMessage" | "chat.update" | "chat.postEphemeral":
            accepts_message(Message(text=body["text"], blocks=body["blocks"]))
        case "views.open":
            accepts_view(body["view"])
        case _ if kind == FORM:
            assert body.keys() == {"response_action", "view"}
            accepts_view(body["view"])
        case _ if kind == ERRORS:
            assert body.keys() == {"response_action", "errors"}
            assert all(isinstance(sentence, str) for sentence in body["errors"].values())
        case _ if kind == OPTIONS:
            select = {"type": "static_select", "action_id": "x", **body}
            label = {"type": "plain_text", "text": "x"}
            accepts_blocks([{"type": "input", "label": label, "element": select}])
        case _ if kind in {COMMAND, SORRY}:
            message = {key: value for key, value in body.items() if key not in IN_ANSWERS}
            assert body["response_type"] == "ephemeral"
            conforms("ChatPostMessageArguments", {"channel": "D1", **message})
            accepts_blocks(message["blocks"])


@pytest.mark.parametrize("name", STORIES)
async def test_slack_takes_all_that_a_story_shows(database_url: str, name: str) -> None:
    story, expected = STORIES[name]
    async with scene() as team, bots(team, database_url, approvals_channel=team.channel):
        await story(team)
        everything = list(sent(team))
        assert {kind for kind, _ in everything} >= expected
        for kind, body in everything:
            judge(kind, body)
        errors_are_of_the_form(team)


def errors_are_of_the_form(team: Scene) -> None:
    """Slack shows an error at a block; one for no block makes it refuse the answer."""
    for delivery in team.workspace.deliveries:
        blocks = {
            block.get("block_id") for block in delivery.payload.get("view", {}).get("blocks", ())
        }
        assert delivery.ack.get("errors", {}).keys() <= blocks


def planted(tree: Any) -> Iterator[Json]:
    """The tree with an unknown key, in each object that has a type and at the top."""
    yield {**tree, "surprise": "x"}
    for key, part in tree.items():
        match part:
            case {"type": _}:
                yield from ({**tree, key: broken} for broken in planted(part))
            case [*items]:
                for index, item in enumerate(items):
                    if isinstance(item, dict):
                        for broken in planted(item):
                            yield {**tree, key: [*items[:index], broken, *items[index + 1 :]]}


@pytest.mark.parametrize("kind", ["chat.postMessage", "chat.update", "views.open", COMMAND])
async def test_an_unknown_key_anywhere_would_be_noticed(database_url: str, kind: str) -> None:
    async with scene() as team, bots(team, database_url):
        if kind == "views.open":
            await asked(team)
            await team.presses(team.lina, "deny")
        else:
            await approved(team)
        bodies = [body for name, body in sent(team) if name == kind]
    judge(kind, bodies[-1])
    broken = list(planted(deepcopy(bodies[-1])))
    assert len(broken) > 5
    for body in broken:
        with pytest.raises(AssertionError):
            judge(kind, body)
