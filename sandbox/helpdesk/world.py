"""The state of the helpdesk, read and written without anybody being refused."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.database import opened
from sandbox.faults import Faults
from sandbox.helpdesk.particulars import AllParticulars
from sandbox.helpdesk.records import (
    Admin,
    Call,
    Company,
    Contact,
    Kind,
    Part,
    Particulars,
    Received,
    Ticket,
)
from sandbox.helpdesk.staff import Staff
from sandbox.helpdesk.tables import SCHEMA
from sandbox.helpdesk.threads import Threads

Listener = Callable[[Ticket, Part], None]


class HelpdeskWorld:
    """People, tickets, what happened to them, and the records of what was called."""

    def __init__(self, clock: Clock, database: str) -> None:
        self.clock = clock
        self.database = opened(database, SCHEMA)
        self.faults = Faults()
        self.changes = Changes()
        self.staff = Staff(self.database)
        self.threads = Threads(self.database)
        self._particulars = AllParticulars(self.database, self.staff)
        self.calls: list[Call] = []
        # They hear of each thing that happens to a ticket.
        self.listeners: list[Listener] = []

    def now(self) -> datetime:
        """The helpdesk's present instant."""
        return self.clock.now()

    def company(self, company_id: str | None) -> Company | None:
        """A company by id."""
        row = self._one("SELECT id, name, plan FROM company WHERE id = ?", company_id)
        return Company(*row) if row else None

    def companies(self) -> list[Company]:
        """Every company, newest first."""
        rows = self.database.execute("SELECT id, name, plan FROM company ORDER BY rowid DESC")
        return [Company(*row) for row in rows]

    def add_company(self, name: str, plan: str) -> Company:
        """A company of this name: the one that is there, or a new one."""
        row = self._one("SELECT id, name, plan FROM company WHERE name = ?", name)
        if row:
            return Company(*row)
        company = Company(f"6762f07f1bb69f9f{self._count('company'):08x}", name, plan)
        self._insert("company", company.id, name, plan)
        return company

    def contact(self, contact_id: str | None) -> Contact | None:
        """A customer by id."""
        row = self._one(
            "SELECT id, name, email, company, plan FROM contact WHERE id = ?", contact_id
        )
        if row is None:
            return None
        return Contact(
            row["id"], row["name"], row["email"], self.company(row["company"]), row["plan"]
        )

    def contacts(self) -> list[Contact]:
        """Every customer, newest first."""
        rows = self.database.execute("SELECT id FROM contact ORDER BY rowid DESC").fetchall()
        return [contact for row in rows if (contact := self.contact(row["id"]))]

    def add_contact(self, name: str, email: str, company: Company | None, plan: str) -> Contact:
        """A customer writes for the first time."""
        contact_id = f"6762f1261bb69f9f{self._count('contact'):08x}"
        self._insert("contact", contact_id, name, email, company and company.id, plan)
        return Contact(contact_id, name, email, company, plan)

    def tickets(self, kind: Kind) -> list[Ticket]:
        """All conversations or all tickets, newest first, without their history."""
        rows = self.database.execute("SELECT * FROM item WHERE kind = ? ORDER BY id DESC", (kind,))
        return [self._ticket(row) for row in rows]

    def whole(self, ticket: Ticket) -> Ticket:
        """The same with its history."""
        return replace(ticket, history=self._history(int(ticket.id)))

    def ticket(self, kind: Kind, item_id: str) -> Ticket | None:
        """A conversation or a ticket by id, with its history."""
        row = self._one("SELECT * FROM item WHERE kind = ? AND id = ?", kind, item_id)
        return self._ticket(row, self._history(row["id"])) if row else None

    def numbered(self, number: str) -> Ticket | None:
        """A conversation or a ticket by the number people use, with its history."""
        row = self._one("SELECT * FROM item WHERE number = ?", number)
        return self._ticket(row, self._history(row["id"])) if row else None

    def has(self, item_id: str) -> bool:
        """Say whether anything has this id."""
        return self._one("SELECT 1 FROM item WHERE id = ?", item_id) is not None

    def add_ticket(self, ticket: Ticket) -> None:
        """Keep a new one."""
        self._insert(
            "item",
            int(ticket.id),
            ticket.kind,
            ticket.number,
            ticket.title,
            ticket.body,
            ticket.customer.id,
            ticket.owner and ticket.owner.id,
            ticket.priority,
            ticket.state,
            ticket.snoozed_until and ticket.snoozed_until.timestamp(),
            ticket.created.timestamp(),
            ticket.updated.timestamp(),
            ticket.ticket_type,
            ticket.linked,
        )
        self._particulars.keep(int(ticket.id), ticket.particulars)
        self.changes.happened()

    def happens(
        self,
        ticket: Ticket,
        kind: str,
        author: Admin | Contact,
        body: str | None = None,
        assigned_to: Admin | None = None,
    ) -> Part:
        """Write down something that happened to a ticket."""
        now = self.now().timestamp()
        values = (int(ticket.id), kind, author.id, body, assigned_to and assigned_to.id, now)
        row = self.database.execute(
            "INSERT INTO part (item, kind, author, body, assigned_to, at)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING *",
            values,
        ).fetchone()
        self.database.execute("UPDATE item SET updated = ? WHERE id = ?", (now, int(ticket.id)))
        self.changes.happened()
        part = self._part(row)
        now_so = self.ticket(ticket.kind, ticket.id)
        for listener in self.listeners:
            listener(now_so or ticket, part)
        return part

    def gives(self, ticket: Ticket, to: Admin | None) -> None:
        """Change who owns a ticket."""
        self.database.execute(
            "UPDATE item SET owner = ? WHERE id = ?", (to and to.id, int(ticket.id))
        )

    def puts(self, ticket: Ticket, state: str, until: datetime | None = None) -> None:
        """Change a ticket's state."""
        self.database.execute(
            "UPDATE item SET state = ?, snoozed_until = ? WHERE id = ?",
            (state, until and until.timestamp(), int(ticket.id)),
        )

    def tells(self, ticket: Ticket, title: str, priority: str) -> None:
        """Change what a ticket is called and how urgent it is."""
        self.database.execute(
            "UPDATE item SET title = ?, priority = ? WHERE id = ?",
            (title, priority, int(ticket.id)),
        )

    def particularises(self, ticket: Ticket, those: Particulars) -> None:
        """Change a ticket's particulars."""
        self._particulars.keep(int(ticket.id), those)

    def receives(self, ticket: Ticket, kind: str, body: str) -> None:
        """Write down what a call made a customer receive."""
        self.database.execute(
            "INSERT INTO received (number, kind, body, at) VALUES (?, ?, ?, ?)",
            (ticket.number, kind, body, self.now().timestamp()),
        )

    def received(self) -> list[Received]:
        """Everything that calls made customers receive, oldest first."""
        rows = self.database.execute("SELECT number, kind, body, at FROM received ORDER BY id")
        return [Received(row[0], row[1], row[2], _instant(row[3])) for row in rows]

    def next_item(self) -> int:
        """An id that no conversation and no ticket has."""
        row = self._one("SELECT max(id) FROM item")
        return max(215_000, (row and row[0]) or 0) + 1

    def next_ticket(self) -> int:
        """A number that no conversation and no ticket has."""
        row = self._one("SELECT max(CAST(number AS INTEGER)) FROM item WHERE kind = 'ticket'")
        number = int((row and row[0]) or 0) + 1
        while self.numbered(str(number)):
            number += 1
        return number

    def recent(self) -> str:
        """Tell the last things that happened, for a test that waits in vain."""
        told = (
            f"  {call.method} {call.path}: {call.status or 'no answer'}" for call in self.calls[-8:]
        )
        return "\n".join(told) or "  nothing"

    def _ticket(self, row: sqlite3.Row, history: tuple[Part, ...] = ()) -> Ticket:
        customer = self.contact(row["customer"])
        assert customer  # noqa: S101 (a foreign key)
        until = row["snoozed_until"] and _instant(row["snoozed_until"])
        woken = row["state"] == "snoozed" and until and until <= self.now()
        updated = _instant(row["updated"])
        return Ticket(
            kind=row["kind"],
            id=str(row["id"]),
            number=row["number"],
            title=row["title"],
            body=row["body"],
            customer=customer,
            owner=self.staff.admin(row["owner"]),
            priority=row["priority"],
            state="open" if woken else row["state"],
            snoozed_until=None if woken else until,
            created=_instant(row["created"]),
            updated=max(updated, until) if woken else updated,
            history=history,
            ticket_type=row["ticket_type"],
            linked=row["linked"],
            particulars=self._particulars.of(row["id"]),
        )

    def _history(self, item_id: int) -> tuple[Part, ...]:
        rows = self.database.execute("SELECT * FROM part WHERE item = ? ORDER BY id", (item_id,))
        return tuple(self._part(row) for row in rows)

    def _part(self, row: sqlite3.Row) -> Part:
        author = self.staff.author(row["author"]) or self.contact(row["author"])
        assert author  # noqa: S101 (nobody leaves)
        return Part(
            id=str(row["id"]),
            kind=row["kind"],
            author=author,
            body=row["body"],
            assigned_to=self.staff.admin(row["assigned_to"]),
            at=_instant(row["at"]),
        )

    def _one(self, query: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.database.execute(query, values).fetchone()
        return row

    def _insert(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self.database.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 (ours)

    def _count(self, table: str) -> int:
        return int(self.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (ours)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
