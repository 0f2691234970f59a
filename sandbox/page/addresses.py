"""Addresses that people can read: /as/amira/in/approvals, and ids only where names clash."""

import re
from urllib.parse import quote

from sandbox.workspace import Workspace
from sandbox.workspace.records import Json

DIRECT = "dm"
_READABLE = re.compile(r"[a-z0-9][a-z0-9._-]*")


class Addresses:
    """People and places, as words of an address."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def everybody(self) -> list[Json]:
        """Return whom one can be."""
        return [p for p in self._workspace.people.all() if not p["is_bot"] and not p["deleted"]]

    def of_person(self, user: Json) -> str:
        """Return the address of somebody's page."""
        handle = str(user["name"])
        namesakes = [p for p in self._workspace.people.all() if p["name"] == handle]
        alone = len(namesakes) == 1 and _READABLE.fullmatch(handle)
        return f"/as/{handle if alone else user['id']}"

    def of_channel(self, user: Json, channel: Json) -> str:
        """Return the address of a conversation as somebody sees it."""
        name = str(channel.get("name", ""))
        word = name if _READABLE.fullmatch(name) and name != DIRECT else channel["id"]
        return f"{self.of_person(user)}/in/{DIRECT if channel['is_im'] else word}"

    def of_ticket(self, user: Json, number: str) -> str:
        """Return the address of a ticket as somebody sees it."""
        return f"{self.of_person(user)}/tickets/{quote(number, safe='')}"

    def person(self, word: str) -> Json:
        """Read who it is. Raises LookupError."""
        found = self._workspace.people.find(word)
        if found:
            return found
        for user in self._workspace.people.all():
            if user["name"] == word:
                return user
        message = f"nobody here goes by {word}"
        raise LookupError(message)

    def channel(self, user: Json, word: str) -> Json:
        """Read which of somebody's conversations it is. Raises LookupError."""
        if word == DIRECT:
            word = self._workspace.direct(user["id"])
        for channel in self._workspace.channels_of(user["id"]):
            if word in {channel["id"], channel.get("name")}:
                return channel
        message = f"{user['real_name']} is in no conversation {word}"
        raise LookupError(message)
