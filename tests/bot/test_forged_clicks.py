"""A correctly signed click that is none of ours is answered, and nothing changes."""

from typing import Any

import pytest

from sandbox.faults import Fault
from tests.bot.forging import LEFT_OUT, forgeries, is_as_before, is_kind, put
from tests.bot.signed import Slack
from tests.conftest import DATABASES
from tests.scene import Json, Scene

VALUES: dict[str, Any] = {
    "nothing": "",
    "a word": "x",
    "one number": "1",
    "three numbers": "1:1:1",
    "a negative number": "-1:1",
    "digits of another script": "\N{FULLWIDTH DIGIT ONE}:\N{FULLWIDTH DIGIT ONE}",
    "a request that is not there": "999:1",
    "a version that is not there": "1:999",
    "a request of eighteen digits": f"{'9' * 18}:1",
    "a version of eighteen digits": f"1:{'9' * 18}",
    "more digits than any": f"{'9' * 1999}:1",
    "a line break": "1:1\n",
    "SQL": "1:1'; DROP TABLE request; --",
    "null": None,
    "a number": 5,
    "an object": {"a": 1},
    "a list": ["1:1"],
    "no value": LEFT_OUT,
}


pytestmark = pytest.mark.usefixtures("asked")


def press(team: Scene) -> Json:
    """Lina's press on Approve, as Slack would send it."""
    card = team.card(team.lina)
    block = next(block for block in card["blocks"] if block["type"] == "actions")
    button = next(one for one in block["elements"] if one["action_id"] == "approve")
    action = {key: button[key] for key in ("action_id", "type", "text", "value")}
    return team.workspace.payloads.press_on_message(
        team.lina,
        team.workspace.direct(team.lina),
        card,
        {**action, "block_id": block["block_id"]},
    )


def with_value(team: Scene, action: str, value: Any) -> Json:
    named = put(press(team), "actions.0.action_id", action)
    return put(named, "actions.0.value", value)


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
async def test_a_forged_button_is_answered_with_a_sentence(team: Scene, slack: Slack) -> None:
    for action in ("approve", "deny", "withdraw", "retry"):
        for name, value in VALUES.items():
            seen = len(team.workspace.ephemerals(team.lina))
            answer = await slack.delivers(with_value(team, action, value))
            assert answer.status_code == 200, (action, name)
            sentence = team.said(await whispered(team, seen))
            assert sentence.strip().endswith("."), (action, name)
            assert is_kind(sentence), (action, name)
    assert team.workspace.views_of(team.lina) == []
    assert await is_as_before(team)


async def whispered(team: Scene, seen: int) -> Json:
    """The first that only Lina sees, after so many."""
    new = await team.workspace.until(lambda: team.workspace.ephemerals(team.lina)[seen:])
    return new[0]


async def test_a_click_of_an_odd_shape_is_answered(team: Scene, slack: Slack) -> None:
    pressed = press(team)
    places = (
        *("user", "user.id", "user.team_id", "user.name", "team", "trigger_id", "channel"),
        *("channel.id", "actions", "actions.0", "actions.0.action_id", "actions.0.type"),
        *("container", "state", "response_url"),
    )
    await team.presses(team.amira, "withdraw")
    await team.sees(team.lina, "Withdrawn by amira")
    answers = {
        name: (await slack.delivers(payload)).status_code
        for name, payload in forgeries(pressed, *places).items()
    }
    assert {name: status for name, status in answers.items() if status not in {200, 400}} == {}
    assert team.notes() == []


async def test_an_answer_that_slack_does_not_take_harms_nothing(team: Scene, slack: Slack) -> None:
    for fault in (Fault.UNREACHABLE, Fault.SERVER_ERROR, Fault.RATE_LIMITED):
        team.workspace.faults.on("response_url", fault)
        assert (await slack.delivers(with_value(team, "approve", "x"))).status_code == 200
    nowhere = put(with_value(team, "approve", "x"), "response_url", "http://127.0.0.1:9/")
    assert (await slack.delivers(nowhere)).status_code == 200
    assert await is_as_before(team)
