"""A correctly signed form that is none of ours is answered, and nothing changes."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.bot.forging import forgeries, is_as_before, is_kind, put
from tests.bot.signed import Slack
from tests.scene import Json, Scene

pytestmark = pytest.mark.usefixtures("asked")


def filled(block: Mapping[str, Any], **of: Any) -> Json:
    return {name: {"input": value} for name, value in (dict(block) | of).items()}


def typed(value: str) -> Json:
    return {"type": "plain_text_input", "value": value}


async def sent_form(team: Scene, person: str, values: Json) -> Json:
    """What submitting the form on top sends, with these values."""
    (view,) = team.workspace.views_of(person)
    payload = team.workspace.payloads.submission(person, view)
    return put(payload, "view.state", {"values": values})


async def opened(team: Scene, form: str) -> Json:
    """One of the three forms, filled in as it should be."""
    match form:
        case "request":
            await team.asks(team.amira, "4712")
            who = {"type": "users_select", "selected_user": team.bea}
            option = {"text": {"type": "plain_text", "text": "#4712"}, "value": "4712"}
            found = {"type": "external_select", "selected_option": option}
            values = filled({"new_owner": who, "reason": typed("French")})
            return await sent_form(team, team.amira, values | {"ticket": {"find ticket": found}})
        case "deny":
            await team.presses(team.lina, "deny")
            return await sent_form(team, team.lina, filled({"words": typed("Bea is away")}))
        case _:
            await team.workspace.types(team.lina, "/roster")
            option = {"text": {"type": "plain_text", "text": "x"}, "value": team.lina}
            day = {"text": {"type": "plain_text", "text": "Mon"}, "value": "0"}
            values = {
                "shift_lead": {"type": "static_select", "selected_option": option},
                "shift_days": {"type": "checkboxes", "selected_options": [day]},
                "shift_starts": {"type": "timepicker", "selected_time": "08:00"},
                "shift_ends": {"type": "timepicker", "selected_time": "12:00"},
            }
            return await sent_form(team, team.lina, filled(values))


PLACES = ("view", "view.state", "view.state.values", "view.callback_id", "user")
IN_FORMS: dict[str, tuple[str, ...]] = {
    "request": (
        *("view.private_metadata", "ticket.find ticket", "reason"),
        "ticket.find ticket.selected_option.value",
        "new_owner.input.selected_user",
    ),
    "deny": ("view.private_metadata", "words", "words.input"),
    "roster": (
        *("shift_lead.input.selected_option", "shift_lead.input.selected_option.value"),
        *("shift_days.input.selected_options", "shift_days.input.selected_options.0.value"),
        *("shift_starts.input.selected_time", "shift_ends.input"),
    ),
}


def place(name: str) -> str:
    return name if name.startswith("view.") else f"view.state.values.{name}"


@pytest.mark.parametrize("form", IN_FORMS)
async def test_a_forged_form_is_answered_with_a_sentence(
    team: Scene, slack: Slack, form: str
) -> None:
    right = await opened(team, form)
    wrong: dict[str, str] = {}
    for name, payload in forgeries(right, *PLACES, *map(place, IN_FORMS[form])).items():
        answer = await slack.delivers(payload)
        if trouble := await what_is_wrong(team, answer):
            wrong[name] = trouble
            break  # what has changed once stays changed
    assert wrong == {}
    assert (await slack.delivers(right)).status_code == 200
    assert not await is_as_before(team)


async def what_is_wrong(team: Scene, answer: httpx.Response) -> str:
    if answer.status_code not in {200, 400}:
        return f"{answer.status_code}"
    if not is_kind(answer.text):
        return answer.text
    if not await is_as_before(team):
        return f"something changed: {answer.text}"
    return ""
