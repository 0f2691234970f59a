"""Keeps what Pylon tells of a ticket and Intercom does not."""

import json
import sqlite3
from datetime import UTC, datetime

from sandbox.helpdesk.records import External, Particulars
from sandbox.helpdesk.staff import Staff


class AllParticulars:
    """The particulars of every ticket."""

    def __init__(self, database: sqlite3.Connection, staff: Staff) -> None:
        self._database = database
        self._staff = staff

    def of(self, item_id: int) -> Particulars:
        """Those of one ticket."""
        row = self._database.execute(
            "SELECT * FROM particulars WHERE item = ?", (item_id,)
        ).fetchone()
        if row is None:  # it came from a file that is older than they are
            return Particulars()
        return Particulars(
            respond_by=_instant(row["respond_by"]),
            resolve_by=_instant(row["resolve_by"]),
            team=self._staff.team(str(row["team"])) if row["team"] else None,
            tags=tuple(json.loads(row["tags"])),
            in_portal=bool(row["in_portal"]),
            opened_by=self._staff.author(row["opened_by"]),
            internal=bool(row["internal"]),
            first_owner=self._staff.admin(row["first_owner"]),
            external=tuple(External(*one) for one in json.loads(row["external"])),
        )

    def keep(self, item_id: int, those: Particulars) -> None:
        """Keep a ticket's."""
        self._database.execute(
            "INSERT OR REPLACE INTO particulars (item, respond_by, resolve_by, team, tags,"
            " in_portal, opened_by, internal, first_owner, external)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item_id,
                those.respond_by and those.respond_by.timestamp(),
                those.resolve_by and those.resolve_by.timestamp(),
                those.team and int(those.team.id),
                json.dumps(those.tags),
                those.in_portal,
                those.opened_by and those.opened_by.id,
                those.internal,
                those.first_owner and those.first_owner.id,
                json.dumps([(one.source, one.id) for one in those.external]),
            ),
        )


def _instant(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
