"""Response URLs: five answers within thirty minutes to what somebody did."""

import json
import secrets
import sqlite3
from dataclasses import asdict, dataclass
from datetime import timedelta

from sandbox.clock import Clock
from sandbox.workspace.refusals import SlackRefusal

_USES = 5
_LIFETIME = timedelta(minutes=30)


@dataclass
class Hook:
    """The way of an answer: to `person` in `channel`, or in place of the message `ts`."""

    channel: str
    person: str
    ts: str | None
    thread_ts: str | None
    issued: float
    used: int = 0


class Hooks:
    """Issues response URLs and counts their uses."""

    def __init__(self, database: sqlite3.Connection, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def issue(
        self, kind: str, channel: str, person: str, ts: str | None = None, thread: str | None = None
    ) -> str:
        """Issue one and return its path, for example `commands/T1/123/abc`."""
        path = f"{kind}/{secrets.randbelow(10**12)}/{secrets.token_hex(12)}"
        self._save(path, Hook(channel, person, ts, thread, self._clock.now().timestamp()))
        return path

    def use(self, path: str) -> Hook:
        """Use one once. Raises Refused with expired_url or used_url."""
        row = self._database.execute("SELECT doc FROM hook WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise SlackRefusal("expired_url")
        hook = Hook(**json.loads(row["doc"]))
        age = self._clock.now().timestamp() - hook.issued
        if age > _LIFETIME.total_seconds():
            raise SlackRefusal("expired_url")
        if hook.used >= _USES:
            raise SlackRefusal("used_url")
        hook.used += 1
        self._save(path, hook)
        return hook

    def answers_in_place_of(self, path: str, ts: str) -> None:
        """Let later answers replace what an earlier one posted."""
        row = self._database.execute("SELECT doc FROM hook WHERE path = ?", (path,)).fetchone()
        hook = Hook(**json.loads(row["doc"]))
        hook.ts = hook.ts or ts
        self._save(path, hook)

    def _save(self, path: str, hook: Hook) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO hook VALUES (?, ?)", (path, json.dumps(asdict(hook)))
        )
