"""Views: the stack of forms each person has open, and their home tabs."""

import json
import secrets
import sqlite3

from sandbox.workspace.element_state import initial_state, kept_state
from sandbox.workspace.records import Installed, Json
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.stamps import Stamps, new_id

_STACK = 3
_DEFAULTS: Json = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "title": None,
    "close": None,
    "submit": None,
    "clear_on_close": False,
    "notify_on_close": False,
}


class Forms:
    """Every view that is shown now. What is closed is gone."""

    def __init__(self, database: sqlite3.Connection, stamps: Stamps) -> None:
        self._database = database
        self._stamps = stamps

    def open(self, app: Installed, person: Json, view: Json) -> Json:
        """Show a form as the only one; whatever was open before goes."""
        self._refuse_known(view, besides="")
        self.close_all(person["id"])
        return self._add(app, person, view, depth=0, below=None)

    def push(self, app: Installed, person: Json, view: Json) -> Json:
        """Show a form on top of the open one. Raises Refused: not_found, push_limit_reached."""
        self._refuse_known(view, besides="")
        stack = self.of(person["id"])
        if not stack:
            raise SlackRefusal("not_found")
        if len(stack) >= _STACK:
            raise SlackRefusal("push_limit_reached")
        return self._add(app, person, view, depth=len(stack), below=stack[-1])

    def update(self, shown: Json, view: Json, expected_hash: str | None = None) -> Json:
        """Change a view that is shown. Raises Refused: hash_conflict, duplicate_external_id."""
        if expected_hash is not None and expected_hash != shown["hash"]:
            raise SlackRefusal("hash_conflict")
        self._refuse_known(view, besides=shown["id"])
        state = {"values": kept_state(view["blocks"], shown["state"]["values"])}
        changed = {**shown, **_DEFAULTS, **view, "state": state, "hash": self._hash()}
        self.save(changed)
        return changed

    def publish(
        self, app: Installed, person: Json, view: Json, expected_hash: str | None = None
    ) -> Json:
        """Show or change somebody's home tab. Raises Refused: hash_conflict."""
        shown = self.home_of(person["id"])
        if shown is not None:
            return self.update(shown, view, expected_hash)
        self._refuse_known(view, besides="")
        return self._add(app, person, view, depth=0, below=None)

    def save(self, view: Json) -> None:
        """Keep a changed view, for example with what was typed into it."""
        self._database.execute(
            "UPDATE view SET doc = ?, external_id = ? WHERE id = ?",
            (json.dumps(view), view["external_id"] or None, view["id"]),
        )

    def find(self, view_id: str | None, external_id: str | None = None) -> Json | None:
        """Return a shown view by its id or its external id, or None."""
        row = self._database.execute(
            "SELECT doc FROM view WHERE id = ? OR external_id = ?", (view_id, external_id)
        ).fetchone()
        return json.loads(row["doc"]) if row else None

    def owner(self, view_id: str) -> str | None:
        """Return who sees a view."""
        row = self._database.execute("SELECT person FROM view WHERE id = ?", (view_id,)).fetchone()
        return str(row["person"]) if row else None

    def of(self, person: str) -> list[Json]:
        """Return the forms somebody has open, the top one last."""
        rows = self._database.execute(
            "SELECT doc FROM view WHERE person = ? AND kind = 'modal' ORDER BY depth", (person,)
        )
        return [json.loads(row["doc"]) for row in rows]

    def home_of(self, person: str) -> Json | None:
        """Return somebody's home tab, or None while the app has published none."""
        row = self._database.execute(
            "SELECT doc FROM view WHERE person = ? AND kind = 'home'", (person,)
        ).fetchone()
        return json.loads(row["doc"]) if row else None

    def close(self, view_id: str) -> None:
        """Close one form."""
        self._database.execute("DELETE FROM view WHERE id = ?", (view_id,))

    def close_all(self, person: str) -> None:
        """Close every form somebody has open."""
        self._database.execute("DELETE FROM view WHERE person = ? AND kind = 'modal'", (person,))

    def _add(
        self, app: Installed, person: Json, view: Json, depth: int, below: Json | None
    ) -> Json:
        view_id = new_id("V")
        shown = {
            "id": view_id,
            "team_id": person["team_id"],
            **_DEFAULTS,
            **view,
            "state": {"values": initial_state(view["blocks"])},
            "hash": self._hash(),
            "previous_view_id": below["id"] if below else None,
            "root_view_id": below["root_view_id"] if below else view_id,
            "app_id": app.app_id,
            "app_installed_team_id": app.team_id,
            "bot_id": app.bot_id,
        }
        self._database.execute(
            "INSERT INTO view VALUES (?, ?, ?, ?, ?, ?)",
            (
                view_id,
                person["id"],
                view["type"],
                depth,
                shown["external_id"] or None,
                json.dumps(shown),
            ),
        )
        return shown

    def _refuse_known(self, view: Json, besides: str) -> None:
        external_id = view.get("external_id")
        known = self.find(None, external_id) if external_id else None
        if known and known["id"] != besides:
            raise SlackRefusal("duplicate_external_id")

    def _hash(self) -> str:
        return f"{self._stamps.next().partition('.')[0]}.{secrets.token_hex(4)}"
