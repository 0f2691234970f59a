"""The helpdesk's staff, whether they are away, and in which teams they get tickets."""

import json
import sqlite3

from sandbox.helpdesk.records import API_USER, Admin, HelpdeskTeam, Status

_ADMIN = (
    "SELECT id, name, email, coalesce(status, 'active') AS status,"
    " coalesce(reassigns, 0) AS reassigns FROM admin LEFT JOIN away ON away.admin = admin.id"
)


class Staff:
    """The teammates and their teams."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def admins(self) -> list[Admin]:
        """Everybody who can own tickets, in the order they joined."""
        return [_admin(row) for row in self._database.execute(f"{_ADMIN} ORDER BY admin.rowid")]

    def admin(self, admin_id: str | None) -> Admin | None:
        """Somebody by id."""
        row = self._database.execute(f"{_ADMIN} WHERE id = ?", (admin_id,)).fetchone()
        return _admin(row) if row else None

    def author(self, admin_id: str | None) -> Admin | None:
        """The one who did something: a teammate, or who acts through calls."""
        return API_USER if admin_id == API_USER.id else self.admin(admin_id)

    def joins(self, name: str, email: str) -> Admin:
        """Somebody joins."""
        admin = Admin(str(991_267_001 + len(self.admins())), name, email)
        self._database.execute(
            "INSERT INTO admin (id, name, email) VALUES (?, ?, ?)", (admin.id, name, email)
        )
        return admin

    def is_now(self, admin: Admin, status: Status, *, reassigns: bool) -> Admin:
        """Somebody goes away or comes back; as they are then."""
        self._database.execute(
            "INSERT OR REPLACE INTO away (admin, status, reassigns) VALUES (?, ?, ?)",
            (admin.id, status, reassigns),
        )
        return Admin(admin.id, admin.name, admin.email, status, reassigns)

    def teams(self) -> list[HelpdeskTeam]:
        """Every team, in the order they were made."""
        rows = self._database.execute("SELECT id, name, members FROM team ORDER BY id").fetchall()
        return [self._team(row) for row in rows]

    def team(self, team_id: str | None) -> HelpdeskTeam | None:
        """A team by id."""
        return next((team for team in self.teams() if team.id == team_id), None)

    def add_team(self, name: str, *members: Admin) -> HelpdeskTeam:
        """A new team."""
        ids = json.dumps([member.id for member in members])
        row = self._database.execute(
            "INSERT INTO team (name, members) VALUES (?, ?) RETURNING *", (name, ids)
        ).fetchone()
        return self._team(row)

    def _team(self, row: sqlite3.Row) -> HelpdeskTeam:
        members = (self.admin(member) for member in json.loads(row["members"]))
        return HelpdeskTeam(str(row["id"]), row["name"], tuple(one for one in members if one))


def _admin(row: sqlite3.Row) -> Admin:
    return Admin(row["id"], row["name"], row["email"], row["status"], bool(row["reassigns"]))
