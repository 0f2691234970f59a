import json
from pathlib import Path
from subprocess import run
from sys import executable

import pytest

from bot.manifest import manifest
from rulebook.commands import commands
from sandbox.clock import Clock
from sandbox.workspace import Workspace


@pytest.mark.parametrize("url", ["", "https://bot.example/"])
async def test_slack_takes_the_manifest(url: str) -> None:
    workspace = Workspace(Clock())
    assert workspace.install(manifest(url)).name == "Countersign"
    await workspace.close()


def test_over_http_everything_goes_to_one_address() -> None:
    described = manifest("https://bot.example/")
    urls = {command["url"] for command in described["features"]["slash_commands"]}
    urls.add(described["settings"]["interactivity"]["request_url"])
    urls.add(described["settings"]["interactivity"]["message_menu_options_url"])
    assert urls == {"https://bot.example/slack/events"}
    assert not described["settings"]["socket_mode_enabled"]


def test_every_command_is_in_it_and_lets_slack_resolve_mentions() -> None:
    described = manifest()["features"]["slash_commands"]
    assert [command["command"] for command in described] == [each.name for each in commands()]
    assert all(command["should_escape"] for command in described)


def test_it_is_printed_to_be_pasted() -> None:
    root = Path(__file__).parents[2]
    printed = run(
        [executable, "-m", "bot", "manifest"], cwd=root, capture_output=True, text=True, check=True
    )
    assert json.loads(printed.stdout) == manifest()
