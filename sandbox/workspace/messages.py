"""Messages as they are stored, seen and paged through."""

import json
import sqlite3

from sandbox.workspace.records import Json
from sandbox.workspace.stamps import Stamps


class Messages:
    """Every message of every conversation; an ephemeral one has a single viewer."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, channel: str, message: Json, viewer: str | None = None) -> None:
        """Keep a message under its own `ts`."""
        self._database.execute(
            "INSERT INTO message VALUES (?, ?, ?, ?, ?)",
            (channel, message["ts"], message.get("thread_ts"), viewer, json.dumps(message)),
        )

    def find(self, channel: str, ts: str, viewer: str | None = None) -> Json | None:
        """Return a message that everybody sees, or that `viewer` alone does, or None."""
        row = self._database.execute(
            "SELECT doc FROM message WHERE channel = ? AND ts = ?"
            " AND (viewer IS NULL OR viewer = ?)",
            (channel, ts, viewer),
        ).fetchone()
        return json.loads(row["doc"]) if row else None

    def is_ephemeral(self, channel: str, ts: str) -> bool:
        """Say whether a message is shown to one person alone."""
        row = self._database.execute(
            "SELECT 1 FROM message WHERE channel = ? AND ts = ? AND viewer IS NOT NULL",
            (channel, ts),
        ).fetchone()
        return row is not None

    def replace(self, channel: str, message: Json) -> None:
        """Put a changed message where it was."""
        self._database.execute(
            "UPDATE message SET doc = ? WHERE channel = ? AND ts = ?",
            (json.dumps(message), channel, message["ts"]),
        )

    def delete(self, channel: str, ts: str) -> None:
        """Remove a message for good."""
        self._database.execute("DELETE FROM message WHERE channel = ? AND ts = ?", (channel, ts))

    def seen(self, channel: str, viewer: str | None, thread: str | None) -> list[Json]:
        """Return what `viewer` sees, oldest first.

        Without `thread` that is the conversation itself, with it the parent and its replies.
        Without `viewer`, what everybody sees.
        """
        rows = self._database.execute(
            "SELECT doc FROM message WHERE channel = ? AND (viewer IS NULL OR viewer = ?)"
            " ORDER BY ts",
            (channel, viewer),
        )
        found: list[Json] = [json.loads(row["doc"]) for row in rows]
        if thread is not None:
            return [m for m in found if m["ts"] == thread or m.get("thread_ts") == thread]
        replies: dict[str, list[Json]] = {}
        for message in found:
            parent = message.get("thread_ts")
            if parent is not None and parent != message["ts"]:
                replies.setdefault(parent, []).append(message)
        return [
            {**message, **_thread(message, replies.get(message["ts"], []))}
            for message in found
            if message.get("thread_ts") in {None, message["ts"]}
            or message.get("subtype") == "thread_broadcast"
        ]

    def only_for(self, viewer: str) -> list[Json]:
        """Return every message that nobody but `viewer` sees, oldest first."""
        rows = self._database.execute(
            "SELECT doc FROM message WHERE viewer = ? ORDER BY ts", (viewer,)
        )
        return [json.loads(row["doc"]) for row in rows]

    def repliers(self, channel: str, thread: str) -> list[str]:
        """Return who wrote the parent and the replies of a thread, each once."""
        rows = self._database.execute(
            "SELECT doc FROM message WHERE channel = ? AND viewer IS NULL"
            " AND (ts = ? OR thread = ?) ORDER BY ts",
            (channel, thread, thread),
        )
        return list(dict.fromkeys(json.loads(row["doc"])["user"] for row in rows))


def last_stamp(database: sqlite3.Connection) -> str | None:
    """Return the newest `ts` in a database that may be from an earlier run."""
    newest: str | None = database.execute("SELECT max(ts) FROM message").fetchone()[0]
    return newest


def authored(stamps: Stamps, user: str, team: str, **more: object) -> Json:
    """Make a new message by somebody; what is None is left out."""
    kept = {key: value for key, value in more.items() if value is not None}
    return {"type": "message", "user": user, "team": team, "ts": stamps.next(), **kept}


def _thread(message: Json, replies: list[Json]) -> Json:
    if not replies:
        return {}
    users = list(dict.fromkeys(reply["user"] for reply in replies))
    return {
        "thread_ts": message["ts"],
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1]["ts"],
    }
