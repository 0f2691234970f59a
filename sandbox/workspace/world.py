"""The state of the workspace, and what can be read off it without anybody acting."""

import json
from datetime import datetime

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.database import opened
from sandbox.faults import Faults
from sandbox.workspace.channels import Channels
from sandbox.workspace.forms import Forms
from sandbox.workspace.hooks import Hooks
from sandbox.workspace.messages import Messages, last_stamp
from sandbox.workspace.people import People
from sandbox.workspace.pings import pinged
from sandbox.workspace.rates import Buckets, Rates
from sandbox.workspace.records import Delivery, Installed, Json, Patience, Ping, Team, WebApiCall
from sandbox.workspace.stamps import Stamps
from sandbox.workspace.tables import SCHEMA
from sandbox.workspace.triggers import Triggers


class World:
    """Everything the workspace knows: people, conversations, forms, the app and the records."""

    def __init__(
        self, clock: Clock, database: str, team: Team, patience: Patience, rates: Rates | None
    ) -> None:
        self.clock = clock
        self.database = opened(database, SCHEMA)
        self._kept: dict[str, Json] = {}
        kept_team = self.kept("team")
        self.team = Team(**kept_team) if kept_team else team
        self.keep("team", vars(self.team))
        self.patience = patience
        self.rates = rates
        self.buckets = Buckets()
        self.faults = Faults()
        self.changes = Changes()
        self.stamps = Stamps(clock, last_stamp(self.database))
        self.people = People(self.database, clock, self.team)
        self.channels = Channels(self.database, clock, self.team)
        self.posts = Messages(self.database)
        self.forms = Forms(self.database, self.stamps)
        self.triggers = Triggers(self.team.id, patience.trigger)
        self.hooks = Hooks(self.database, clock)
        self.calls: list[WebApiCall] = []
        self.deliveries: list[Delivery] = []
        self.pings: list[Ping] = []
        self.toasts: list[tuple[str, str]] = []
        self.url = "http://127.0.0.1"

    @property
    def app(self) -> Installed:
        """The installed app. Raises LookupError when none is."""
        kept = self.kept("app")
        if kept is None:
            message = "no app is installed in this workspace"
            raise LookupError(message)
        return Installed(**kept)

    @property
    def manifest(self) -> Json:
        """The installed app's manifest, empty while none is."""
        return self.kept("manifest") or {}

    def now(self) -> datetime:
        """Return the workspace's present instant."""
        return self.clock.now()

    def kept(self, name: str) -> Json | None:
        """Return a named document that outlives a restart, or None."""
        if name not in self._kept:
            row = self.database.execute("SELECT doc FROM kept WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            self._kept[name] = json.loads(row["doc"])
        return self._kept[name]

    def keep(self, name: str, doc: Json) -> None:
        """Keep a named document."""
        text = json.dumps(doc)
        self._kept[name] = json.loads(text)
        self.database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, text))

    def direct(self, person: str) -> str:
        """Return the id of the direct message between a person and the app."""
        self.people.named(person)
        channel, _ = self.channels.direct(person, self.app.bot_user_id)
        return str(channel["id"])

    def post(
        self, channel: str, message: Json, viewer: str | None = None, *, parse: bool = False
    ) -> None:
        """Post a message; note whom it pings, which an ephemeral one does to nobody."""
        self.posts.add(channel, message, viewer)
        if viewer is None:
            members = self.channels.members(channel)
            thread = message.get("thread_ts")
            repliers = self.posts.repliers(channel, thread) if thread else []
            direct = channel.startswith("D")
            for person, why in pinged(message, members, repliers, direct=direct, parse=parse):
                self.pings.append(Ping(person, channel, message["ts"], why))
        self.changes.happened()

    def shows(self, person: str, toast: str) -> str:
        """Show somebody a passing notice, and return it."""
        self.toasts.append((person, toast))
        self.changes.happened()
        return toast

    def sees(self, person: str, channel: str) -> bool:
        """Say whether somebody is in a conversation."""
        return person in self.channels.members(channel)

    def recent(self) -> str:
        """Tell the last things that happened, for a test that waits in vain."""
        calls = [
            f"  the app called {call.method}: {'under way' if call.status is None else call.answer}"
            for call in self.calls[-5:]
        ]
        sent = [
            f"  the app was sent {delivery.kind} by {delivery.way}:"
            f" {delivery.failure or (delivery.acknowledged and 'acknowledged') or 'under way'}"
            for delivery in self.deliveries[-5:]
        ]
        return "\n".join(calls + sent) or "  nothing"
