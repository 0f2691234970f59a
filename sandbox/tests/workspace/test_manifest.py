from typing import Any

import pytest

from sandbox.workspace import ManifestRefused, Workspace

Json = dict[str, Any]


def command(**more: object) -> Json:
    return {"command": "/order", "description": "Order something", **more}


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([command(command="/leave")], "/leave is reserved by Slack"),
        ([command(command="/who")], "/who is reserved by Slack"),
        ([command(command="order")], "must start with /"),
        ([command(command="/Order Now")], "must start with /"),
        ([command(command="/" + "x" * 32)], "at most 32 characters"),
        ([command(), command()], "/order is there more than once"),
        ([command(description="")], "1 to 2000 characters"),
        ([command(description="x" * 2001)], "1 to 2000 characters"),
        ([command(usage_hint="x" * 1001)], "at most 1000 characters"),
        ([command(hint="x")], "additional property 'hint'"),
        ([command(command=f"/order-{n}") for n in range(51)], "more than 50 items"),
    ],
)
def test_a_command_that_slack_refuses_refuses_the_manifest(
    empty: Workspace, manifest: Json, commands: list[Json], why: str
) -> None:
    manifest["features"]["slash_commands"] = commands
    with pytest.raises(ManifestRefused, match=why):
        empty.install(manifest)
    with pytest.raises(LookupError, match="no app is installed"):
        _ = empty.app


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("surprise",), {}, "additional property 'surprise'"),
        (("features", "surprise"), {}, "additional property 'surprise'"),
        (("settings", "surprise"), {}, "additional property 'surprise'"),
        (("display_information", "name"), "", "1 to 35 characters"),
        (("display_information", "name"), "x" * 36, "1 to 35 characters"),
        (("display_information", "description"), "x" * 141, "0 to 140 characters"),
        (("features", "bot_user"), {"display_name": "x" * 81}, "1 to 80 characters"),
        (("features", "shortcuts"), [{"name": "x" * 25, "type": "local"}], "global or message"),
        (("oauth_config", "scopes"), {"bot": ["Chat Write"]}, "is not a scope"),
        (("oauth_config", "scopes"), {"bot": ["chat:write"]}, "requires the scope commands"),
        (("oauth_config", "scopes"), {"bot": ["commands"]}, "message.im requires im:history"),
    ],
)
def test_a_manifest_that_slack_refuses(
    empty: Workspace, manifest: Json, path: tuple[str, ...], value: object, why: str
) -> None:
    *sections, key = path
    part = manifest
    for section in sections:
        part = part[section]
    part[key] = value
    with pytest.raises(ManifestRefused, match=why):
        empty.install(manifest)


def test_installing_again_keeps_the_tokens(workspace: Workspace, manifest: Json) -> None:
    manifest["display_information"]["name"] = "Renamed"
    before = workspace.app
    after = workspace.install(manifest)
    assert (after.name, after.bot_token) == ("Renamed", before.bot_token)
