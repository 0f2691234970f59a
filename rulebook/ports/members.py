"""The members of the Slack workspace."""

from typing import Protocol

from rulebook.people import Member


class Members(Protocol):
    """The workspace's directory."""

    async def member(self, member_id: str) -> Member | None:
        """Find a member by Slack's id. None: there is none. Raises NotHeard."""

    async def member_by_email(self, email: str) -> Member | None:
        """Find a member by e-mail address. Raises NotHeard."""
