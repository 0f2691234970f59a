"""`python -m bot check`, one misconfiguration after the other."""

import asyncio
import sys
from contextlib import aclosing
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.check import lines
from bot.manifest import manifest
from sandbox.faults import Fault
from sandbox.server import serving
from store.database import Database
from tests.process import process
from tests.scene import Scene, scene

CHECK = (sys.executable, "-m", "bot", "check")
NOWHERE = "http://127.0.0.1:9"


async def said(team: Scene, database_url: str, *, ok: bool, **more: Any) -> list[str]:
    """The lines that say that something works, or those that say what to do."""
    settings = team.settings(database_url, **more)
    return [line.says async for line in lines(settings) if line.ok is ok]


async def trouble(team: Scene, database_url: str, **more: Any) -> list[str]:
    return await said(team, database_url, ok=False, **more)


async def works(team: Scene, database_url: str, **more: Any) -> list[str]:
    assert await trouble(team, database_url, **more) == []
    return await said(team, database_url, ok=True, **more)


def without(*scopes: str) -> dict[str, Any]:
    """The manifest of an app that was installed before these scopes were needed."""
    described = deepcopy(manifest())
    for scope in scopes:
        described["oauth_config"]["scopes"]["bot"].remove(scope)
    return described


def files(folder: Path) -> dict[str, bytes]:
    """Everything that is in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_what_works_is_said_line_by_line(database_url: str) -> None:
    async with scene() as team:
        assert await works(team, database_url, approvals_channel=team.channel) == [
            "Slack: works, in Sandbox, with every scope.",
            "Socket Mode: works.",
            "MANAGER: works (mubeen).",
            "SHIFT_LEADS: works (lina, theo).",
            "APPROVALS_CHANNEL: works, the bot is in it.",
            "Database: works, with the newest tables.",
            "Intercom: works.",
        ]


async def test_what_is_not_configured_is_said_and_is_no_trouble(database_url: str) -> None:
    http = {"slack_app_token": None, "slack_signing_secret": "secret"}
    async with scene() as team:
        shown = await works(team, database_url, shift_leads="", **http)
    assert shown[1].startswith("HTTP: no SLACK_APP_TOKEN, so Slack delivers to /slack/events;")
    assert shown[3] == "SHIFT_LEADS: not set, so the manager decides alone."
    assert shown[4] == "APPROVALS_CHANNEL: not set, so no channel gets a copy of the cards."


async def test_nothing_is_written_anywhere(database_url: str, tmp_path: Path) -> None:
    before = files(tmp_path)
    async with scene() as team:
        asked = len(team.workspace.calls)
        await works(team, database_url, approvals_channel=team.channel)
        assert {call.method for call in team.workspace.calls[asked:]} == {
            "auth.test",
            "apps.connections.open",
            "users.info",
            "conversations.history",
        }
        assert team.workspace.sockets.connections == 0
    assert files(tmp_path) == before


async def test_missing_scopes_are_named(database_url: str) -> None:
    async with scene() as team:
        team.workspace.install(without("users:read.email", "im:write"))
        assert await trouble(team, database_url) == [
            "Slack: the bot token lacks the scopes im:write, users:read.email. "
            "Reinstall the app with the manifest: python -m bot manifest"
        ]


async def test_one_missing_scope_is_one(database_url: str) -> None:
    async with scene() as team:
        team.workspace.install(without("im:write"))
        (line,) = await trouble(team, database_url)
    assert "lacks the scope im:write." in line


async def test_a_bot_token_that_slack_refuses_is_the_first_thing_to_mend(database_url: str) -> None:
    async with scene() as team:
        assert await trouble(
            team, database_url, slack_bot_token="xoxb-x", approvals_channel=team.channel
        ) == [
            "Slack refused SLACK_BOT_TOKEN (invalid_auth): "
            "take the Bot User OAuth Token (xoxb-…), from OAuth & Permissions.",
            "MANAGER: cannot be checked until the bot token works.",
            "SHIFT_LEADS: cannot be checked until the bot token works.",
            "APPROVALS_CHANNEL: cannot be checked until the bot token works.",
        ]


async def test_swapped_tokens_are_both_named(database_url: str) -> None:
    async with scene() as team:
        app = team.workspace.app
        swapped = {"slack_bot_token": app.app_token, "slack_app_token": app.bot_token}
        first, second, *_ = await trouble(team, database_url, **swapped)
    assert first.startswith("Slack refused SLACK_BOT_TOKEN (not_allowed_token_type): ")
    assert second == (
        "Socket Mode: Slack refused SLACK_APP_TOKEN (not_allowed_token_type): "
        "take an app-level token (xapp-…) with connections:write, from Basic Information."
    )


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (
            {"team": "harbor", "user_id": "U1"},
            "SLACK_BOT_TOKEN is no bot's: "
            "take the Bot User OAuth Token (xoxb-…), from OAuth & Permissions.",
        ),
        ({"team": 7, "bot_id": "B1"}, "Slack: ValidationError. Is SLACK_API_URL right?"),
    ],
    ids=["the token of a person", "nonsense"],
)
async def test_an_answer_about_no_bot_is_told(
    database_url: str, answer: dict[str, Any], line: str
) -> None:
    async def answered(_: Request) -> JSONResponse:
        return JSONResponse({"ok": True, **answer})

    another = Starlette(routes=[Route("/api/auth.test", answered, methods=["POST"])])
    async with scene() as team, serving(another) as url:
        first, *_ = await trouble(team, database_url, slack_api_url=f"{url}/api/")
    assert first == line


async def test_who_is_not_in_the_workspace_is_named(database_url: str) -> None:
    async with scene() as team:
        team.workspace.deactivates(team.theo)
        leads = f"{team.lina},{team.theo},U0GONE"
        assert await trouble(team, database_url, manager="U0MUBEEN", shift_leads=leads) == [
            "MANAGER U0MUBEEN is not in this workspace (Sandbox).",
            f"SHIFT_LEADS {team.theo} (theo) is deactivated in this workspace (Sandbox). "
            "SHIFT_LEADS U0GONE is not in this workspace (Sandbox).",
        ]


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
async def test_a_channel_without_the_bot_is_named(database_url: str, private: bool) -> None:
    async with scene() as team:
        channel = team.workspace.add_channel("other", [team.lina], private=private, with_app=False)
        assert await trouble(team, database_url, approvals_channel=channel) == [
            f"APPROVALS_CHANNEL {channel} does not exist in this workspace (Sandbox), "
            "or the bot is not in it: invite it there."
        ]


async def test_trouble_with_one_call_names_what_could_not_be_asked(database_url: str) -> None:
    async with scene() as team:
        team.workspace.faults.on("users.info", Fault.SERVER_ERROR)
        team.workspace.faults.on("conversations.history", Fault.FORBIDDEN)
        assert await trouble(team, database_url, approvals_channel=team.channel) == [
            "MANAGER: Slack has trouble. If that stays so: is SLACK_API_URL right?",
            "APPROVALS_CHANNEL: Slack refused: access_denied.",
        ]


async def test_where_nobody_listens_the_address_is_asked_about(database_url: str) -> None:
    async with scene() as team:
        nowhere = {"slack_api_url": f"{NOWHERE}/api/", "intercom_api_url": NOWHERE}
        shown = await trouble(team, database_url, **nowhere)
    assert shown[0] == "Slack could not be reached. If that stays so: is SLACK_API_URL right?"
    assert shown[-1] == (
        "The connection to Intercom broke. If that stays so: is INTERCOM_API_URL right?"
    )


async def test_who_does_not_answer_in_time_is_not_waited_for(database_url: str) -> None:
    async with scene() as team:
        team.workspace.faults.on("auth.test", Fault.HELD_BEFORE)
        checking = lines(team.settings(database_url), within=0.2)
        async with aclosing(checking), asyncio.timeout(5):
            first = await anext(checking)
        team.workspace.faults.off()
    assert not first.ok
    assert first.says == "Slack did not answer within 0.2 s: is SLACK_API_URL right?"


async def test_a_token_that_the_helpdesk_refuses_is_named(database_url: str) -> None:
    async with scene() as team:
        (line,) = await trouble(team, database_url, intercom_access_token="another")
        assert line.endswith("Check INTERCOM_ACCESS_TOKEN.")
        assert await trouble(team, database_url, intercom_access_token="an other") == [
            "INTERCOM_ACCESS_TOKEN: must be printable ASCII without spaces."
        ]


async def test_a_database_that_is_not_there_yet_is_made_by_the_bot(tmp_path: Path) -> None:
    made_later = "Database: works; its tables are made when the bot starts."
    path = tmp_path / "new.sqlite3"
    async with scene() as team:
        assert made_later in await works(team, f"sqlite+aiosqlite:///{path}")
        assert not path.exists()
        path.touch()
        assert made_later in await works(team, f"sqlite+aiosqlite:///{path}")
        assert path.stat().st_size == 0


@pytest.mark.parametrize(
    ("revision", "ok", "line"),
    [
        (
            "0001",
            True,
            "Database: works, but its tables are from an older version: "
            "python -m bot migrate (or just start the bot)",
        ),
        (
            "9999",
            False,
            "Database: its tables are from a newer version: "
            "run that version, or set another DATABASE_URL.",
        ),
    ],
)
async def test_tables_of_another_version_are_told(
    database: Database, database_url: str, revision: str, ok: bool, line: str
) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    async with scene() as team:
        assert line in await said(team, database_url, ok=ok)


async def test_a_database_that_cannot_be_used_is_told_without_its_password(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("This is no database. " * 100)
    told = {
        f"sqlite+aiosqlite:///{other}": "Database: file is not a database. Is DATABASE_URL right?",
        f"sqlite+aiosqlite:///{tmp_path}/none/x.sqlite3": (
            f"Database: there is no folder {tmp_path}/none. Is DATABASE_URL right?"
        ),
        "postgresql+asyncpg://bot:hunter2@db:hunter2/bot": (
            "DATABASE_URL cannot be read: write it as postgresql+asyncpg://user:password@host/name."
        ),
    }
    async with scene() as team:
        assert {url: await trouble(team, url) for url in told} == {
            url: [line] for url, line in told.items()
        }
        # The driver's own sentence names the host, which here is the password too.
        (line,) = await trouble(team, "postgresql+asyncpg://bot:127.0.0.1@127.0.0.1:9/bot")
    assert "('…', 9). Is DATABASE_URL right?" in line


async def test_a_script_can_tell_by_the_exit_code(tmp_path: Path) -> None:
    async with scene() as team:
        token = {"INTERCOM_ACCESS_TOKEN": "another"}
        async with (
            process(team, tmp_path / "bot.sqlite3", CHECK) as right,
            process(team, tmp_path / "bot.sqlite3", CHECK, **token) as wrong,
        ):
            (good, _), (bad, _) = await asyncio.gather(right.communicate(), wrong.communicate())
        secrets = (
            team.workspace.app.bot_token,
            team.workspace.app.app_token,
            team.helpdesk.intercom.token,
        )
    assert (right.returncode, wrong.returncode) == (0, 1)
    assert [len(shown.splitlines()) for shown in (good, bad)] == [7, 7]
    assert good.splitlines()[:-1] == bad.splitlines()[:-1]
    assert [secret for secret in (*secrets, "another") if secret in (good + bad).decode()] == []
    assert files(tmp_path) == {}
