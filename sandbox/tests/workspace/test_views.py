import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace

Json = dict[str, Any]


def form(title: str = "Order", **more: object) -> Json:
    field = {
        "type": "input",
        "block_id": "what",
        "label": {"type": "plain_text", "text": "What?"},
        "element": {"type": "plain_text_input", "action_id": "text", "initial_value": "tea"},
    }
    words = {"type": "plain_text", "text": title}
    return {"type": "modal", "title": words, "submit": words, "blocks": [field], **more}


def home(**more: object) -> Json:
    return {"type": "home", "blocks": [{"type": "divider"}], **more}


def code(failure: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(failure.value.response["error"])


async def test_a_trigger_works_once(workspace: Workspace, slack: AsyncWebClient, ann: str) -> None:
    trigger = workspace.triggers.issue(ann)
    opened = await slack.views_open(trigger_id=trigger, view=form())
    assert [view["id"] for view in workspace.views_of(ann)] == [opened["view"]["id"]]
    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=trigger, view=form())
    assert code(failure) == "exchanged_trigger_id"


async def test_a_trigger_expires(workspace: Workspace, slack: AsyncWebClient, ann: str) -> None:
    trigger = workspace.triggers.issue(ann)
    await asyncio.sleep(workspace.patience.trigger + 0.05)
    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=trigger, view=form())
    assert code(failure) == "expired_trigger_id"


async def test_an_unknown_trigger_is_invalid(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id="1.2.x", view=form())
    assert code(failure) == "invalid_trigger_id"


async def test_an_invalid_view_does_not_use_its_trigger_up(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    trigger = workspace.triggers.issue(ann)
    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=trigger, view=form(title="x" * 25))
    assert code(failure) == "invalid_arguments"
    await slack.views_open(trigger_id=trigger, view=form())


async def test_three_forms_are_as_many_as_fit_on_top_of_each_other(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    with pytest.raises(SlackApiError) as failure:
        await slack.views_push(trigger_id=workspace.triggers.issue(ann), view=form())
    assert code(failure) == "not_found"
    await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=form("1"))
    await slack.views_push(trigger_id=workspace.triggers.issue(ann), view=form("2"))
    await slack.views_push(trigger_id=workspace.triggers.issue(ann), view=form("3"))
    with pytest.raises(SlackApiError) as failure:
        await slack.views_push(trigger_id=workspace.triggers.issue(ann), view=form("4"))
    assert code(failure) == "push_limit_reached"
    first, second, third = workspace.views_of(ann)
    assert (second["previous_view_id"], third["root_view_id"]) == (first["id"], first["id"])


async def test_an_update_with_an_old_hash_conflicts(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    opened = await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=form())
    view = opened["view"]
    updated = await slack.views_update(view_id=view["id"], hash=view["hash"], view=form("Two"))
    assert updated["view"]["title"]["text"] == "Two"
    with pytest.raises(SlackApiError) as failure:
        await slack.views_update(view_id=view["id"], hash=view["hash"], view=form("Three"))
    assert code(failure) == "hash_conflict"
    assert workspace.views_of(ann)[0]["title"]["text"] == "Two"


async def test_a_view_is_updated_by_its_external_id_too(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    named = form(external_id="mine")
    await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=named)
    await slack.views_update(external_id="mine", view=form("Two", external_id="mine"))
    assert workspace.views_of(ann)[0]["title"]["text"] == "Two"
    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=workspace.triggers.issue(bob), view=named)
    assert code(failure) == "duplicate_external_id"


async def test_what_was_entered_survives_an_update_where_the_field_stays(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    opened = await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=form())
    view_id = opened["view"]["id"]
    await workspace.presses_in_view(ann, view_id, "text", "coffee")
    await slack.views_update(view_id=view_id, view=form("Two"))
    values = workspace.views_of(ann)[0]["state"]["values"]
    assert values == {"what": {"text": {"type": "plain_text_input", "value": "coffee"}}}


async def test_a_closed_view_is_not_found(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    opened = await slack.views_open(trigger_id=workspace.triggers.issue(ann), view=form())
    await workspace.closes(ann, opened["view"]["id"])
    with pytest.raises(SlackApiError) as failure:
        await slack.views_update(view_id=opened["view"]["id"], view=form())
    assert code(failure) == "not_found"


async def test_a_home_tab_is_published_for_one_person(
    workspace: Workspace, slack: AsyncWebClient, ann: str, bob: str
) -> None:
    published = await slack.views_publish(user_id=ann, view=home())
    assert workspace.home_of(ann) == published["view"]
    assert workspace.home_of(bob) is None
    with pytest.raises(SlackApiError) as failure:
        await slack.views_publish(user_id=ann, view=home(), hash="1.old")
    assert code(failure) == "hash_conflict"
    with pytest.raises(SlackApiError) as failure:
        await slack.views_publish(user_id="U0NOBODY", view=home())
    assert code(failure) == "invalid_arguments"


async def test_a_home_tab_must_be_switched_on(
    workspace: Workspace, manifest: Json, slack: AsyncWebClient, ann: str
) -> None:
    del manifest["features"]["app_home"]["home_tab_enabled"]
    workspace.install(manifest)
    with pytest.raises(SlackApiError) as failure:
        await slack.views_publish(user_id=ann, view=home())
    assert code(failure) == "not_enabled"


async def test_a_modal_is_no_home_tab_and_a_home_tab_no_modal(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    for call in (
        slack.views_publish(user_id=ann, view=form()),
        slack.views_open(trigger_id=workspace.triggers.issue(ann), view=home()),
    ):
        with pytest.raises(SlackApiError) as failure:
            await call
        assert code(failure) == "invalid_arguments"
