"""The messenger: the way of messages and homes into Slack. What they look like, cards decide."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from rulebook.ports.outcomes import GiveUp, Outcome, TryAgain
from rulebook.value import Value

Blocks = Sequence[Mapping[str, Any]]


class Drawn(Protocol):
    """A message as it was drawn: the text that notifications read, and its blocks."""

    @property
    def text(self) -> str:
        """The text alone."""

    @property
    def blocks(self) -> Blocks:
        """The drawing, in the messenger's own format."""


class Posted(Value):
    """A message that stands in Slack, by its channel (D… or C…) and ts."""

    channel: str
    ts: str


class Messenger(Protocol):
    """The way of messages and homes into Slack."""

    async def post(  # noqa: PLR0913 (what, where, and when no longer)
        self,
        to: str,
        message: Drawn,
        *,
        marker: str,
        thread: str | None,
        again: bool,
        until: datetime | None = None,
    ) -> Posted | TryAgain | GiveUp:
        """Post to a channel or a member; `marker` is unique and rides in the metadata.

        From the machine's instant `until` on it is somebody else's to post.
        """

    async def find(self, to: str, *, marker: str) -> Posted | None:
        """Find what was posted with a marker to a channel or a member. Raises NotHeard."""

    async def update(self, at: Posted, message: Drawn) -> Outcome:
        """Replace what a message shows."""

    async def remove(self, at: Posted) -> Outcome:
        """Remove a message; one that is gone already is done."""

    async def show_home(self, to: str, blocks: Blocks) -> Outcome:
        """Replace what somebody's home tab shows."""

    async def whisper(self, channel: str, to: str, message: Drawn) -> Outcome:
        """Show something to one person only, in a channel they are in."""
