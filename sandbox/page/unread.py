"""Messages that somebody has not looked at yet, so that one knows whom to be next."""

from sandbox.workspace import Workspace


class Unread:
    """Counts of the messages that each person has not seen; what was open in a tab is seen."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: dict[tuple[str, str], str] = {}

    def looked(self, person: str, channel: str) -> None:
        """Somebody looked at a conversation just now."""
        newest = max((ping.ts for ping in self._workspace.pings), default="")
        self._seen[person, channel] = newest

    def count(self, person: str, channel: str | None = None) -> int:
        """Count what made somebody look up and was not looked at; in one conversation or all.

        What was deleted since counts no more.
        """
        return sum(
            ping.person == person
            and channel in {None, ping.channel}
            and ping.ts > self._seen.get((person, ping.channel), "")
            and self._workspace.posts.find(ping.channel, ping.ts) is not None
            for ping in self._workspace.pings
        )
