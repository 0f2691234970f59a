"""`python -m sandbox`: a Slack workspace and a helpdesk on this machine, for any app."""

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from sandbox.app import Sandbox
from sandbox.seed import seed
from sandbox.server import serving
from sandbox.workspace import ManifestRefused

_BARE: dict[str, Any] = {
    "display_information": {"name": "App"},
    "features": {"bot_user": {"display_name": "App"}},
    "oauth_config": {"scopes": {"bot": ["chat:write", "im:write", "users:read"]}},
    "settings": {"interactivity": {"is_enabled": True}, "socket_mode_enabled": True},
}
_WELCOME = """
  A Slack workspace and a helpdesk on this machine:  {url}

  What an app needs to know, as lines of its .env:

SLACK_API_URL={url}/api/
SLACK_BOT_TOKEN={bot_token}
SLACK_APP_TOKEN={app_token}
MANAGER={manager}
SHIFT_LEADS={leads}
INTERCOM_API_URL={url}/intercom
INTERCOM_ACCESS_TOKEN={intercom_token}
PYLON_API_URL={url}/pylon
PYLON_API_TOKEN={pylon_token}
"""
_NO_MANIFEST = """
  No manifest was given, so the app has no commands:  python -m sandbox --manifest manifest.json
"""


def main(
    port: Annotated[int, typer.Option(help="The port of the page.")] = 8700,
    manifest: Annotated[
        Path | None, typer.Option(help="The app's manifest as JSON; - reads it from the input.")
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="Where to keep what happens.")] = None,
) -> None:
    """Serve a Slack workspace, a helpdesk and a page to use them."""
    described = _read(manifest) if manifest else None
    try:
        asyncio.run(_serve(port, described, folder))
    except ManifestRefused as refused:
        _stop(str(refused))
    except (OSError, OverflowError):
        _stop(f"Port {port} cannot be had. Choose another one: python -m sandbox --port 8701")


def _read(manifest: Path) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if str(manifest) == "-" else manifest.read_text(encoding="utf-8")
        described = json.loads(text)
    except (OSError, ValueError) as trouble:
        _stop(f"{manifest} is no manifest: {trouble}.")
    if not isinstance(described, dict):
        _stop(f"{manifest} is no manifest: it is not an object.")
    return described


async def _serve(port: int, manifest: dict[str, Any] | None, folder: Path | None) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    sandbox = Sandbox(folder=folder)
    try:
        app = sandbox.workspace.install(manifest or _BARE)
        team = seed(sandbox.workspace, sandbox.helpdesk)
        async with serving(sandbox.app(), port) as url:
            sandbox.workspace.url = sandbox.helpdesk.pylon.link_base = url
            welcome = _WELCOME.format(
                url=url,
                bot_token=app.bot_token,
                app_token=app.app_token,
                manager=team.manager,
                leads=",".join(team.leads),
                intercom_token=sandbox.helpdesk.intercom.token,
                pylon_token=sandbox.helpdesk.pylon.token,
            )
            typer.echo(welcome if manifest else welcome + _NO_MANIFEST)
            await ended.wait()
            sandbox.end()
    finally:
        await sandbox.close()


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(1)


if __name__ == "__main__":
    typer.run(main)
