"""When an issue changed hands, as Pylon's audit log tells, which is one for everything.

What an entry holds is not described, so it is read with tolerance: a change of the field
`assignee_id`, with whom it went `to`. Where a plan has no audit log nothing is told.
"""

import asyncio
import time
from datetime import datetime

from connectors.helpdesk.calls import Calls
from connectors.helpdesk.pylon.answers import Entry, Log
from connectors.helpdesk.pylon.keys import path_of
from connectors.helpdesk.pylon.pages import pages
from connectors.helpdesk.pylon.people import People
from connectors.helpdesk.refusals import NotAllowed, NotThere
from rulebook.tickets import Handover

_OWNER = "assignee_id"
_PER_PAGE, _MOST_PAGES = 500, 10

Changes = tuple[Entry, ...]


class AuditLog:
    """Reads the log, once for all who ask at the same time. Raises NotHeard."""

    def __init__(self, calls: Calls, people: People) -> None:
        self._calls = calls
        self._people = people
        self._reading = asyncio.Lock()
        self._begun_at = 0.0
        self._from: datetime | None = None
        self._changes: Changes | None = None

    async def handovers(self, key: str, since: datetime) -> tuple[Handover, ...] | None:
        """When an issue changed hands from the second of an instant on, oldest first."""
        issue_id = path_of(key).rpartition("/")[2]
        second = since.replace(microsecond=0)
        changes = await self._since(second)
        if changes is None:
            return None
        found = [
            await self._handover(entry, entry.action_happened_at, _new_owner(entry) or "")
            for entry in reversed(changes)
            if entry.object_id == issue_id
            and entry.action_happened_at
            and entry.action_happened_at >= second
        ]
        return tuple(sorted(found, key=lambda handover: handover.at))

    async def _handover(self, entry: Entry, at: datetime, to: str) -> Handover:
        # Who is no teammate is a trigger, or acts through calls as we do.
        by = await self._people.known(entry.actor_user_id) if entry.actor_user_id else None
        owner = await self._people.with_id(to) if to else None
        return Handover(reference=entry.id, at=at, by=by, to=owner)

    async def _since(self, second: datetime) -> Changes | None:
        asked_at = time.monotonic()
        async with self._reading:
            # What somebody else began to read after we asked is as good as what we would read.
            if self._begun_at < asked_at or self._from is None or self._from > second:
                self._begun_at = time.monotonic()
                self._changes, self._from = await self._read(second), second
            return self._changes

    async def _read(self, second: datetime) -> Changes | None:
        """Every change of an owner, the newest first; None where not all of them are told."""
        changes: list[Entry] = []
        read, to = 0, "read the audit log"
        try:
            async for page in pages(self._calls, "/audit-logs", Log, to, limit=_PER_PAGE):
                changes += [entry for entry in page.data if _new_owner(entry) is not None]
                read += 1
                if any(_is_before(entry, second) for entry in page.data):
                    break
                if read == _MOST_PAGES:
                    return None
        except (NotAllowed, NotThere):
            return None
        return tuple(changes)


def _new_owner(entry: Entry) -> str | None:
    """Whom an entry says an issue was given to, "" for nobody; None where it says no such thing."""
    for told in (entry.metadata, entry.attributes):
        if told and told.get("field") == _OWNER:
            to = told.get("to")
            return to if isinstance(to, str) else ""
    return None


def _is_before(entry: Entry, second: datetime) -> bool:
    return entry.action_happened_at is not None and entry.action_happened_at < second
