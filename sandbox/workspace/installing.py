"""Installs an app from its manifest."""

import secrets
from dataclasses import asdict, replace

from sandbox.workspace.manifest import judge
from sandbox.workspace.records import Installed, Json
from sandbox.workspace.stamps import new_id
from sandbox.workspace.world import World


def install(world: World, manifest: Json) -> Installed:
    """Install an app, or change the installed one, which keeps its ids and tokens.

    Raises ManifestRefused.
    """
    judge(manifest)
    name = manifest["display_information"]["name"]
    bot = manifest.get("features", {}).get("bot_user", {}).get("display_name", name)
    kept = world.kept("app")
    app = replace(Installed(**kept), name=name) if kept else _new(world, name, bot)
    world.keep("app", asdict(app))
    world.keep("manifest", manifest)
    world.changes.happened()
    return app


def _new(world: World, name: str, bot: str) -> Installed:
    flags = {"is_bot": True}
    user = world.people.add(bot, "", tz="America/Los_Angeles", team=None, flags=flags)
    number = world.team.id[1:]
    app_id = new_id("A")
    return Installed(
        app_id=app_id,
        name=name,
        bot_id=new_id("B"),
        bot_user_id=user["id"],
        team_id=world.team.id,
        bot_token=f"xoxb-{number}-{secrets.token_hex(12)}",
        app_token=f"xapp-1-{app_id}-{secrets.token_hex(16)}",
        signing_secret=secrets.token_hex(16),
        verification_token=secrets.token_hex(12),
    )
