"""Conversations: channels, private channels, and direct messages with the app."""

import json
import sqlite3
from collections.abc import Iterable

from sandbox.clock import Clock
from sandbox.workspace.records import Json, Team
from sandbox.workspace.stamps import new_id


class Channels:
    """Every conversation and who is in it."""

    def __init__(self, database: sqlite3.Connection, clock: Clock, home: Team) -> None:
        self._database = database
        self._clock = clock
        self._home = home

    def add(self, name: str, members: Iterable[str], *, private: bool, shared: bool) -> Json:
        """Open a channel. Raises ValueError when its name is taken."""
        if self.by_name(name):
            message = f"there is a channel #{name} already"
            raise ValueError(message)
        channel = new_id("C")
        doc: Json = {
            "id": channel,
            "name": name,
            "name_normalized": name,
            "is_channel": not private,
            "is_group": private,
            "is_im": False,
            "is_mpim": False,
            "is_private": private,
            "is_general": False,
            "is_ext_shared": shared,
            "is_shared": shared,
            "context_team_id": self._home.id,
            "shared_team_ids": [self._home.id],
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "previous_names": [],
            **self._common(),
        }
        self._insert(doc, name=name, person=None)
        for member in members:
            self.join(channel, member)
        return doc

    def direct(self, person: str, app_user: str) -> tuple[Json, bool]:
        """Return the direct message between a person and the app, and whether it was there."""
        row = self._database.execute(
            "SELECT doc FROM channel WHERE person = ?", (person,)
        ).fetchone()
        if row:
            known: Json = json.loads(row["doc"])
            return known, True
        doc = {
            "id": new_id("D"),
            "user": person,
            "is_channel": False,
            "is_group": False,
            "is_im": True,
            "is_mpim": False,
            "is_private": True,
            "context_team_id": self._home.id,
            **self._common(),
        }
        self._insert(doc, name=None, person=person)
        for member in (person, app_user):
            self.join(doc["id"], member)
        return doc, False

    def find(self, channel: str) -> Json | None:
        """Return the conversation with this id, or None."""
        row = self._database.execute("SELECT doc FROM channel WHERE id = ?", (channel,)).fetchone()
        return json.loads(row["doc"]) if row else None

    def by_name(self, name: str) -> Json | None:
        """Return the channel with this name, with or without its #, or None."""
        row = self._database.execute(
            "SELECT doc FROM channel WHERE name = ?", (name.removeprefix("#"),)
        ).fetchone()
        return json.loads(row["doc"]) if row else None

    def archive(self, channel: str) -> None:
        """Archive a channel: nobody posts there any more."""
        self._database.execute(
            "UPDATE channel SET doc = json_set(doc, '$.is_archived', json('true')) WHERE id = ?",
            (channel,),
        )

    def join(self, channel: str, person: str) -> None:
        """Let somebody in; harmless when they are in already."""
        self._database.execute("INSERT OR IGNORE INTO member VALUES (?, ?)", (channel, person))

    def leave(self, channel: str, person: str) -> None:
        """Take somebody out."""
        self._database.execute(
            "DELETE FROM member WHERE channel = ? AND person = ?", (channel, person)
        )

    def members(self, channel: str) -> list[str]:
        """Return the ids of who is in a conversation, in the order they came."""
        rows = self._database.execute(
            "SELECT person FROM member WHERE channel = ? ORDER BY rowid", (channel,)
        )
        return [row["person"] for row in rows]

    def of(self, person: str) -> list[Json]:
        """Return the conversations somebody is in."""
        rows = self._database.execute(
            "SELECT doc FROM channel JOIN member ON channel.id = member.channel"
            " WHERE member.person = ? ORDER BY channel.rowid",
            (person,),
        )
        return [json.loads(row["doc"]) for row in rows]

    def all(self) -> list[Json]:
        """Return every conversation."""
        rows = self._database.execute("SELECT doc FROM channel ORDER BY rowid")
        return [json.loads(row["doc"]) for row in rows]

    def _common(self) -> Json:
        return {
            "created": int(self._clock.now().timestamp()),
            "is_archived": False,
            "is_org_shared": False,
        }

    def _insert(self, doc: Json, *, name: str | None, person: str | None) -> None:
        self._database.execute(
            "INSERT INTO channel (id, name, person, doc) VALUES (?, ?, ?, ?)",
            (doc["id"], name, person, json.dumps(doc)),
        )
