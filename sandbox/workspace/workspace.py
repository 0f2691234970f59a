"""The workspace as tests, the demo and the page use it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from starlette.routing import BaseRoute, Route, WebSocketRoute

from sandbox.clock import Clock
from sandbox.workspace.acts import filling, pressing, speaking, visiting
from sandbox.workspace.acts.stage import Stage
from sandbox.workspace.answers import ResponseUrls
from sandbox.workspace.installing import install
from sandbox.workspace.outgoing import Outgoing
from sandbox.workspace.payloads import Payloads
from sandbox.workspace.rates import SLACKS_RATES, Rates
from sandbox.workspace.records import Delivery, Installed, Json, Outcome, Patience, Team
from sandbox.workspace.signed_http import SignedHttp
from sandbox.workspace.socket_mode import Sockets
from sandbox.workspace.stamps import new_id
from sandbox.workspace.web_api.endpoint import WebApi
from sandbox.workspace.world import World

Value = TypeVar("Value")
_REFRESH_WARNING = 10.0


class Workspace(World):
    """A Slack workspace: its state, what people do in it, and what they see.

    `patience` is how long Slack waits; `rates` are its limits, None for none; `faults` (of World)
    switches calls off; `calls`, `deliveries`, `pings` and `toasts` record what happened. `url` is
    where the routes are served: learned from the first call, or set before it.
    """

    def __init__(
        self,
        clock: Clock,
        database: str = ":memory:",
        *,
        team: Team | None = None,
        patience: Patience | None = None,
        rates: Rates | None = SLACKS_RATES,
    ) -> None:
        home = team or Team(new_id("T"), "Sandbox", "sandbox")
        super().__init__(clock, database, home, patience or Patience(), rates)
        self.sockets = Sockets(self.changes)
        self.payloads = Payloads(self)
        self._outgoing = Outgoing(self, self.sockets)
        self._stage = Stage(self, self.payloads, self._outgoing)

    @property
    def routes(self) -> list[BaseRoute]:
        """The routes served: the Web API, Socket Mode and the response URLs."""
        return [
            Route("/api/{method}", WebApi(self, self.sockets).endpoint, methods=["GET", "POST"]),
            Route("/hooks/{path:path}", ResponseUrls(self).endpoint, methods=["POST"]),
            WebSocketRoute("/link/", self.sockets.endpoint),
        ]

    async def close(self) -> None:
        """Stop retrying, let go of what is held and close the database."""
        self.faults.off()
        await self._outgoing.close()
        self.database.close()

    # The app

    def install(self, manifest: Json) -> Installed:
        """Install the app that `manifest` describes; again: change it, tokens stay.

        Raises ManifestRefused.
        """
        return install(self, manifest)

    def delivers_to(self, url: str, signing_secret: str | None = None) -> None:
        """Deliver to this address, signed, whenever no socket is connected."""
        self._outgoing.deliver_to(SignedHttp(url, signing_secret or self.app.signing_secret))

    def repeats_deliveries(self, times: int) -> None:
        """Send everything `times` times from now on; 1 is Slack's usual."""
        self._outgoing.copies = times

    async def delivers(self, payload: Json, times: int = 1) -> list[Delivery]:
        """Send a payload bare, as it is, `times` times at once: forged or repeated."""
        return await self._outgoing.send(payload, times)

    async def delivers_event(self, event: Json) -> Delivery:
        """Tell the app of an event, for example {"type": "team_join", "user": {…}}."""
        return await self._stage.send(self.payloads.event(event))

    async def drops_sockets(self) -> None:
        """Drop every socket without warning."""
        await self.sockets.drop()

    async def refreshes_sockets(
        self, after: float = _REFRESH_WARNING, *, closes_first: bool = False
    ) -> None:
        """Warn each socket, then close it `after` seconds later unless the app did already.

        With `closes_first` it is closed at once, before the app can have a new one.
        """
        await self.sockets.refresh(self.app.app_id, after, closes_first=closes_first)

    # People and conversations

    def add_person(  # noqa: PLR0913 (a person's facts)
        self,
        name: str,
        email: str,
        *,
        tz: str = "America/New_York",
        guest: bool = False,
        deactivated: bool = False,
        bot: bool = False,
        team: str | None = None,
    ) -> Json:
        """Add somebody and return their user object; `team` is the id of another workspace."""
        flags = {"is_restricted": guest, "deleted": deactivated, "is_bot": bot}
        user = self.people.add(name, email, tz=tz, team=team, flags=flags)
        self.changes.happened()
        return user

    def deactivates(self, person: str) -> Json:
        """Deactivate somebody's account."""
        user = self.people.change(person, deleted=True)
        self.changes.happened()
        return user

    def add_channel(
        self,
        name: str,
        members: Iterable[str] = (),
        *,
        private: bool = False,
        shared: bool = False,
        with_app: bool = True,
    ) -> str:
        """Open a channel and return its id; the app is in it when one is installed."""
        app = [self.app.bot_user_id] if with_app and self.kept("app") else []
        channel = self.channels.add(name, [*members, *app], private=private, shared=shared)
        self.changes.happened()
        return str(channel["id"])

    # What people do

    async def types(
        self, person: str, text: str, channel: str | None = None, *, thread: str | None = None
    ) -> Outcome:
        """Type a slash command or a message, in the DM with the app unless told where."""
        where = channel or self.direct(person)
        return await speaking.types(self._stage, person, text, where, thread)

    async def presses(  # noqa: PLR0913 (who, where, what)
        self,
        person: str,
        channel: str,
        ts: str,
        action_id: str,
        value: Any = None,  # noqa: ANN401 (an option, its value, an id, a date, a list)
        *,
        block_id: str | None = None,
    ) -> Outcome:
        """Press a button or choose `value` in a select of a message the person can see."""
        element = (action_id, block_id)
        return await pressing.presses(self._stage, person, (channel, ts), element, value)

    async def presses_in_view(
        self,
        person: str,
        view_id: str,
        action_id: str,
        value: Any = None,  # noqa: ANN401 (an option, its value, an id, a date, a list)
        *,
        block_id: str | None = None,
    ) -> Outcome:
        """Press a button or choose `value` in an open form or the home tab."""
        element = (action_id, block_id)
        return await pressing.presses_in_view(self._stage, person, view_id, element, value)

    async def suggests(
        self,
        person: str,
        place: str | tuple[str, str],
        action_id: str,
        query: str,
        *,
        block_id: str | None = None,
    ) -> list[Json]:
        """Return what an external select of a view (its id) or message (channel, ts) offers."""
        saw = await self.types_into(person, place, action_id, query, block_id=block_id)
        return [*saw.options]

    async def types_into(
        self,
        person: str,
        place: str | tuple[str, str],
        action_id: str,
        query: str,
        *,
        block_id: str | None = None,
    ) -> Outcome:
        """Type `query` into an external select of a view (its id) or message (channel, ts)."""
        element = (action_id, block_id)
        return await pressing.suggests(self._stage, person, place, element, query)

    async def fills(self, person: str, view_id: str, values: Mapping[str, Any]) -> Outcome:
        """Fill in the form on top without sending it; `values` as `submits` takes them."""
        return await filling.fills(self._stage, person, view_id, values)

    async def submits(
        self, person: str, view_id: str, values: Mapping[str, Any] | None = None
    ) -> Outcome:
        """Fill in and submit the form on top.

        `values` are {action_id: value} or {block_id: {action_id: value or state}}.
        """
        return await filling.submits(self._stage, person, view_id, values or {})

    async def closes(self, person: str, view_id: str, *, everything: bool = False) -> Outcome:
        """Close a form by Cancel, or all of them by the X."""
        return await filling.closes(self._stage, person, view_id, everything=everything)

    async def opens_home(self, person: str, tab: str = "home") -> Outcome:
        """Open the app's home tab (or its messages tab)."""
        return await visiting.opens_home(self._stage, person, tab)

    async def uses_shortcut(
        self, person: str, callback_id: str, message: tuple[str, str] | None = None
    ) -> Outcome:
        """Choose a global shortcut, or one on the message at (channel, ts)."""
        return await visiting.uses_shortcut(self._stage, person, callback_id, message)

    # What people see

    def messages(
        self, channel: str, viewer: str | None = None, thread: str | None = None
    ) -> list[Json]:
        """Return a conversation as `viewer` sees it, oldest first; None sees what all see."""
        return self.posts.seen(channel, viewer, thread)

    def ephemerals(self, person: str) -> list[Json]:
        """Return everything that only this person sees, over all conversations, oldest first."""
        return self.posts.only_for(person)

    def views_of(self, person: str) -> list[Json]:
        """Return the forms somebody has open, the top one last."""
        return self.forms.of(person)

    def home_of(self, person: str) -> Json | None:
        """Return somebody's home tab, or None while the app published none."""
        return self.forms.home_of(person)

    def channels_of(self, person: str) -> list[Json]:
        """Return the conversations somebody is in."""
        return self.channels.of(person)

    def toasts_of(self, person: str) -> list[str]:
        """Return the passing notices that somebody was shown."""
        return [toast for who, toast in self.toasts if who == person]

    async def until(self, predicate: Callable[[], Value], timeout: float = 5.0) -> Value:  # noqa: ASYNC109 (its own error)
        """Return the first true value of `predicate`, looked at again at each change.

        Raises StillWaiting, which tells what happened last.
        """
        return await self.changes.until(predicate, timeout, self.recent)
