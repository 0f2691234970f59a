"""Threads of notes on a ticket. A note that is in no thread is in the default one."""

import sqlite3

from sandbox.helpdesk.records import Part, Thread, Ticket


class Threads:
    """The threads of every ticket."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def of(self, ticket: Ticket) -> list[Thread]:
        """The threads that somebody made on a ticket, oldest first."""
        rows = self._database.execute(
            "SELECT id, name, channel FROM thread WHERE item = ? ORDER BY id", (int(ticket.id),)
        )
        return [Thread(str(row["id"]), row["name"], row["channel"]) for row in rows]

    def add(self, ticket: Ticket, name: str, channel: str = "") -> Thread:
        """A new one."""
        row = self._database.execute(
            "INSERT INTO thread (item, name, channel) VALUES (?, ?, ?) RETURNING id",
            (int(ticket.id), name, channel),
        ).fetchone()
        return Thread(str(row["id"]), name, channel)

    def put(self, note: Part, thread: Thread) -> None:
        """Say in which one a note is."""
        self._database.execute(
            "INSERT INTO in_thread (part, thread) VALUES (?, ?)", (int(note.id), int(thread.id))
        )

    def where(self, ticket: Ticket) -> dict[str, str]:
        """The thread of each of a ticket's notes that is in one, by the ids of both."""
        rows = self._database.execute(
            "SELECT part, thread FROM in_thread JOIN part ON part.id = part WHERE item = ?",
            (int(ticket.id),),
        )
        return {str(row["part"]): str(row["thread"]) for row in rows}
