"""An incoming: what came from Slack, which it is, who is behind it, and what it is about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Incoming:
    """Something that came from Slack, once: its key, who did it, and where to answer them.

    `by` is a member's id, or `TEAM/ID` for somebody of another workspace. `channel` is empty where
    the answer rides in the acknowledgement.
    """

    key: str
    by: str
    name: str
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class Click(Incoming):
    """Something that came in about one version of one request."""

    request_id: int
    version: int
