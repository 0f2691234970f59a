"""The command line: `python -m bot run | check | demo | manifest | migrate`."""

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from bot.settings import Settings, SettingsError, Speaks, read_settings
from bot.starting import said_if_slow
from rulebook.ports import NotHeard

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def run() -> None:
    """Run the bot, with the settings of the environment and `.env`."""
    from bot.run import run as start  # noqa: PLC0415 (imports weigh: each command its own)

    _do(lambda settings: asyncio.run(start(settings)))


@cli.command()
def check() -> None:
    """Ask everything that is configured whether it works; say what to do where it does not."""
    from bot.check import check as look  # noqa: PLC0415

    _do(lambda settings: sys.exit(not asyncio.run(look(settings))))


@cli.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from bot.run import migrate_database  # noqa: PLC0415

    _do(lambda settings: asyncio.run(migrate_database(settings)))


@cli.command()
def manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches the bot over HTTP.")] = "",
) -> None:
    """Print the app manifest to paste into Slack (Socket Mode, unless --url is given)."""
    from bot.manifest import manifest as describe  # noqa: PLC0415

    typer.echo(json.dumps(describe(url), indent=2))


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="The port of the page.")] = 8700,
    helpdesk: Annotated[Speaks, typer.Option(help="Whose API the helpdesk speaks.")] = "intercom",
) -> None:
    """Run the bot against a Slack and a helpdesk on this machine, with a page to try it."""
    with said_if_slow("Loading the bot"):
        from bot.demo import demo as show  # noqa: PLC0415

    asyncio.run(show(port, helpdesk))


def _do(work: Callable[[Settings], None]) -> None:
    try:
        work(read_settings())
    except SettingsError as wrong:
        _stop(str(wrong))
    except NotHeard as trouble:
        _stop(trouble.outcome.because)


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    sys.exit(1)


if __name__ == "__main__":
    cli()
