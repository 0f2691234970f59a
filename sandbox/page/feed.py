"""The feed of messages: under their day, and together when one person goes on."""

from collections.abc import Iterable, Iterator

from sandbox.page.eyes import Eyes
from sandbox.workspace.records import Json

_GOES_ON = 5 * 60  # seconds after which the same person begins anew


def arranged(messages: Iterable[Json], eyes: Eyes) -> Iterator[Json]:
    """Add to each message its day where one begins, and whether it follows the one before."""
    before: Json | None = None
    for message in messages:
        begins = before is None or eyes.day(before["ts"]) != eyes.day(message["ts"])
        yield {
            **message,
            "begins": eyes.day(message["ts"]) if begins else "",
            "follows": not begins and before is not None and _goes_on(before, message),
        }
        before = message


def _goes_on(before: Json, message: Json) -> bool:
    return (
        before["user"] == message["user"]
        and not (before.get("is_ephemeral") or message.get("is_ephemeral"))
        and not before.get("reply_count")
        and float(message["ts"]) - float(before["ts"]) < _GOES_ON
    )
