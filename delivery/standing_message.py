"""A message that stands in Slack and follows what it tells of: posted once, then updated."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cards.message import Message
from rulebook.ports import Done, Messenger, Outcome, Posted
from store.deferred_write import DeferredWrite

WritesDown = Callable[[Posted, str], DeferredWrite]


@dataclass(frozen=True)
class Standing:
    """The standing of a message: where it is, to whom it goes, a fingerprint of what it shows."""

    to: str
    at: Posted | None
    shown: str


@dataclass(frozen=True)
class Shown:
    """It is done; where it stands and what it shows is written in the same transaction."""

    done: Done
    write: DeferredWrite


async def post_or_update(  # noqa: PLR0913 (which message, where, and how it is found again)
    messenger: Messenger,
    standing: Standing,
    message: Message,
    *,
    marker: str,
    again: bool,
    until: datetime,
    writes_down: WritesDown,
) -> Shown | Outcome:
    """Bring it up to date; Done where it shows this already."""
    shows = sha256(json.dumps(message.model_dump(mode="json")).encode()).hexdigest()
    if standing.shown == shows:
        return Done()
    at = standing.at or await messenger.post(
        standing.to, message, marker=marker, thread=None, again=again, until=until
    )
    if not isinstance(at, Posted):
        return at
    if standing.at or again:
        outcome = await messenger.update(at, message)
        if not isinstance(outcome, Done):
            return outcome
    return Shown(Done(reference=at.ts), writes_down(at, shows))
