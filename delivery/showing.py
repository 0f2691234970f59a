"""A message that stands in Slack and follows what it tells of: posted once, then updated."""

import json
from dataclasses import dataclass
from hashlib import sha256

from rulebook.ports import Done, Message, Messenger, Outcome, Posted


@dataclass(frozen=True)
class Standing:
    """Where a message stands, to whom it goes, and a fingerprint of what it shows."""

    to: str
    at: Posted | None
    shown: str


def fingerprint(message: Message) -> str:
    """Tell what a message shows from anything else."""
    return sha256(json.dumps(message.model_dump(mode="json")).encode()).hexdigest()


async def post_or_update(
    messenger: Messenger, standing: Standing, message: Message, *, marker: str, again: bool
) -> Posted | Outcome:
    """Return where the message stands now, or why it does not; Done where it shows this already."""
    if standing.shown == fingerprint(message):
        return Done()
    at = standing.at or await messenger.post(
        standing.to, message, marker=marker, thread=None, again=again
    )
    if isinstance(at, Posted) and (standing.at or again):
        outcome = await messenger.update(at, message)
        if not isinstance(outcome, Done):
            return outcome
    return at
