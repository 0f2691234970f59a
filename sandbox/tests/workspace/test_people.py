from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import Clock
from sandbox.workspace import Workspace

Json = dict[str, Any]


async def test_a_user_has_their_facts(workspace: Workspace, slack: AsyncWebClient) -> None:
    guest = workspace.add_person("Gus Guest", "gus@example.com", tz="Europe/Berlin", guest=True)
    user = (await slack.users_info(user=guest["id"]))["user"]
    assert (user["real_name"], user["tz"], user["tz_offset"]) == (
        "Gus Guest",
        "Europe/Berlin",
        3600,
    )
    assert (user["is_restricted"], user["deleted"], user["is_bot"]) == (True, False, False)
    assert user["profile"]["email"] == "gus@example.com"


async def test_the_offset_follows_the_clock_into_summer(
    workspace: Workspace, slack: AsyncWebClient, clock: Clock, ann: str
) -> None:
    winter = (await slack.users_info(user=ann))["user"]["tz_offset"]
    clock.move(timedelta(days=200))
    summer = (await slack.users_info(user=ann))["user"]["tz_offset"]
    assert (winter, summer) == (-5 * 3600, -4 * 3600)
    assert workspace.people.named(ann)["tz_label"] == "EDT"


async def test_without_its_scope_no_address_is_shown(
    workspace: Workspace,
    manifest: Json,
    slack: AsyncWebClient,
    ann: str,
) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("users:read.email")
    workspace.install(manifest)
    assert "email" not in (await slack.users_info(user=ann))["user"]["profile"]


async def test_people_are_found_by_their_address(
    workspace: Workspace, slack: AsyncWebClient, ann: str
) -> None:
    found = await slack.users_lookupByEmail(email="ANN@example.com")
    assert found["user"]["id"] == ann
    workspace.deactivates(ann)
    for address in ("ann@example.com", "nobody@example.com"):
        with pytest.raises(SlackApiError, match="users_not_found"):
            await slack.users_lookupByEmail(email=address)
    assert (await slack.users_info(user=ann))["user"]["deleted"]


async def test_an_unknown_user_is_not_found(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="user_not_found"):
        await slack.users_info(user="U0NOBODY")


async def test_the_list_of_users_is_paged(slack: AsyncWebClient, ann: str, bob: str) -> None:
    paged = await slack.users_list(limit=2)
    pages = [[member["id"] for member in page["members"]] async for page in paged]
    assert [len(page) for page in pages] == [2, 1]
    assert {ann, bob} < {person for page in pages for person in page}
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        await slack.users_list(cursor="nonsense")


async def test_somebody_of_another_workspace_is_a_stranger(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    eve = workspace.add_person("Eve", "eve@other.example", team="T0OTHER")
    user = (await slack.users_info(user=eve["id"]))["user"]
    assert (user["team_id"], user["is_stranger"]) == ("T0OTHER", True)
