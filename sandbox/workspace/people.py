"""The people of the workspace, and guests from others."""

import json
import sqlite3
from zoneinfo import ZoneInfo

from sandbox.clock import Clock
from sandbox.workspace.records import Json, Team
from sandbox.workspace.stamps import new_id


class People:
    """Everybody who has an account here or is seen through Slack Connect."""

    def __init__(self, database: sqlite3.Connection, clock: Clock, home: Team) -> None:
        self._database = database
        self._clock = clock
        self._home = home

    def add(self, name: str, email: str, *, tz: str, team: str | None, flags: Json) -> Json:
        """Add somebody; `flags` are Slack's own (deleted, is_bot, is_restricted, …)."""
        person = new_id("U")
        handle = name.casefold().replace(" ", ".")
        team_id = team or self._home.id
        user: Json = {
            "id": person,
            "team_id": team_id,
            "name": handle,
            "deleted": False,
            "color": "9f69e7",
            "real_name": name,
            "tz": tz,
            "profile": {
                "avatar_hash": person[-8:].casefold(),
                "status_text": "",
                "status_emoji": "",
                "real_name": name,
                "display_name": name,
                "real_name_normalized": name,
                "display_name_normalized": name,
                "email": email,
                "team": team_id,
            },
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": False,
            "is_app_user": False,
            "updated": int(self._clock.now().timestamp()),
            **({"is_stranger": True} if team_id != self._home.id else {}),
            **flags,
        }
        self._database.execute(
            "INSERT INTO person VALUES (?, ?, ?)", (person, email.casefold(), json.dumps(user))
        )
        return user

    def change(self, person: str, **changes: object) -> Json:
        """Change some of somebody's facts, for example `deleted=True`."""
        user = {**self.named(person), **changes, "updated": int(self._clock.now().timestamp())}
        self._database.execute("UPDATE person SET doc = ? WHERE id = ?", (json.dumps(user), person))
        return user

    def find(self, person: str) -> Json | None:
        """Return the user with this id, with their time zone's present offset, or None."""
        row = self._database.execute("SELECT doc FROM person WHERE id = ?", (person,)).fetchone()
        return self._read(row) if row else None

    def named(self, person: str) -> Json:
        """Return the user with this id. Raises LookupError when there is none."""
        user = self.find(person)
        if user is None:
            message = f"nobody here has the id {person!r}"
            raise LookupError(message)
        return user

    def by_email(self, email: str) -> Json | None:
        """Return who has this address, or None; a deactivated account has none."""
        row = self._database.execute(
            "SELECT doc FROM person WHERE email = ?", (email.casefold(),)
        ).fetchone()
        user = self._read(row) if row else None
        return user if user and not user["deleted"] else None

    def all(self) -> list[Json]:
        """Return everybody, in the order they came."""
        rows = self._database.execute("SELECT doc FROM person ORDER BY rowid")
        return [self._read(row) for row in rows]

    def _read(self, row: sqlite3.Row) -> Json:
        user: Json = json.loads(row["doc"])
        now = self._clock.now().astimezone(ZoneInfo(user["tz"]))
        offset = now.utcoffset()
        user["tz_label"] = now.tzname()
        user["tz_offset"] = int(offset.total_seconds()) if offset is not None else 0
        return user
