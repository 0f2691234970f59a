"""A method of the Web API, and what one call of it may use."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.workspace.records import Installed, Json
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.socket_mode import Sockets
from sandbox.workspace.web_api.arguments import Arguments
from sandbox.workspace.world import World


@dataclass(frozen=True)
class WebCall:
    """One call that passed token, scope and rate."""

    world: World
    sockets: Sockets
    app: Installed
    scopes: frozenset[str]
    arguments: Arguments

    def needs(self, scope: str) -> None:
        """Refuse with missing_scope unless the app has `scope`."""
        if scope not in self.scopes:
            provided = ",".join(sorted(self.scopes))
            raise SlackRefusal("missing_scope", needed=scope, provided=provided)

    def conversation(self, channel: str | None, purpose: str | None = None) -> Json:
        """Return a conversation that the app can see.

        `purpose` (read, history) asks for the scope of its type. Raises Refused:
        channel_not_found, missing_scope.
        """
        found = self.world.channels.find(channel or "")
        if found is None or (found["is_private"] and not self.is_member(found)):
            raise SlackRefusal("channel_not_found")
        if purpose:
            kind = "im" if found["is_im"] else "groups" if found["is_private"] else "channels"
            self.needs(f"{kind}:{purpose}")
        return found

    def is_member(self, conversation: Json) -> bool:
        """Say whether the app is in a conversation."""
        return self.world.sees(self.app.bot_user_id, conversation["id"])


@dataclass(frozen=True)
class Method:
    """A method of the Web API: who may call it, how often, with what."""

    handle: Callable[[WebCall], Json]
    tier: str
    scopes: tuple[str, ...] = ()  # any one of them
    caller: str = "bot"  # whose token: bot, app or any
    reads_json: bool = True
    required: tuple[str, ...] = ()
