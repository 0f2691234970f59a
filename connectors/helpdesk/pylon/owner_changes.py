"""Owner changes of an issue, as Pylon's audit log tells them, which is one for everything.

What an entry holds is not described, so it is read with tolerance: a change of a `field` that is
`assignee_id`, with whom it went `to`. Where all that is told of an issue may be such a change and
cannot be read, or where a plan has no audit log, it is as if nothing were told.
"""

import asyncio
import time
from datetime import datetime

from connectors.helpdesk.pylon.answers import AuditEntry, Log
from connectors.helpdesk.pylon.keys import path_of
from connectors.helpdesk.pylon.pages import pages
from connectors.helpdesk.pylon.people import PylonPeople
from connectors.http.calls import Calls
from connectors.http.failures import NotAllowed, NotThere
from rulebook.tickets import OwnerChange

_OWNER = "assignee_id"
_PER_PAGE, _MOST_PAGES = 500, 10

Entries = tuple[AuditEntry, ...]


class AuditLog:
    """Reads the log, once for all who ask at the same time. Raises NotHeard."""

    def __init__(self, calls: Calls, people: PylonPeople) -> None:
        self._calls = calls
        self._people = people
        self._reading = asyncio.Lock()
        self._begun_at = 0.0
        self._from: datetime | None = None
        self._entries: Entries | None = None

    async def owner_changes(self, key: str, since: datetime) -> tuple[OwnerChange, ...] | None:
        """List when an issue changed owner from the second of an instant on, oldest first."""
        issue_id = path_of(key).rpartition("/")[2]
        second = since.replace(microsecond=0)
        entries = await self._since(second)
        if entries is None:
            return None
        of_issue = [entry for entry in entries if _is_of(entry, issue_id, second)]
        given = [(entry, to) for entry in of_issue if (to := _new_owner(entry)) is not None]
        if not given and not all(map(_is_readable, of_issue)):
            return None
        found = [await self._owner_change(entry, to) for entry, to in reversed(given)]
        return tuple(sorted(found, key=lambda change: change.at))

    async def _owner_change(self, entry: AuditEntry, to: str) -> OwnerChange:
        # Who is no teammate is a trigger, or acts through calls as we do.
        by = await self._people.known(entry.actor_user_id) if entry.actor_user_id else None
        owner = await self._people.with_id(to) if to else None
        return OwnerChange(reference=entry.id, at=entry.action_happened_at, by=by, to=owner)

    async def _since(self, second: datetime) -> Entries | None:
        asked_at = time.monotonic()
        async with self._reading:
            # What somebody else began to read after we asked is as good as what we would read.
            if self._begun_at < asked_at or self._from is None or second < self._from:
                self._begun_at, self._from = time.monotonic(), None
                self._entries = await self._read(second)
                self._from = second
            return self._entries

    async def _read(self, second: datetime) -> Entries | None:
        """Every entry, the newest first; None where not all of them are told."""
        entries: list[AuditEntry] = []
        read, to = 0, "read the audit log"
        try:
            async for page in pages(self._calls, "/audit-logs", Log, to, limit=_PER_PAGE):
                entries += page.data
                read += 1
                if any(entry.action_happened_at < second for entry in page.data):
                    break
                if read == _MOST_PAGES:
                    return None
        except (NotAllowed, NotThere):
            return None
        return tuple(entries)


def _new_owner(entry: AuditEntry) -> str | None:
    """Read to whom an entry gives an issue, "" for nobody; None where it says no such thing."""
    for told in (entry.metadata, entry.attributes):
        if told and told.get("field") == _OWNER:
            to = told.get("to")
            return to if isinstance(to, str) else ""
    return None


def _is_of(entry: AuditEntry, issue_id: str, second: datetime) -> bool:
    return entry.object_id == issue_id and entry.action_happened_at >= second


def _is_readable(entry: AuditEntry) -> bool:
    return any(told and "field" in told for told in (entry.metadata, entry.attributes))
