"""The inbox of Intercom, where people see a ticket: the address of a conversation in it."""

from types import MappingProxyType

from connectors.helpdesk.intercom.answers import App, IntercomMe
from connectors.http.calls import Calls

_BY_REGION = MappingProxyType(
    {"EU": "https://app.eu.intercom.com", "AU": "https://app.au.intercom.com"}
)
_OTHERWISE = "https://app.intercom.com"


class Inbox:
    """Links into the workspace that the access token belongs to, asked for once."""

    def __init__(self, calls: Calls, url: str) -> None:
        self._calls = calls
        self._url = url  # "": Intercom's own, by region
        self._app: App | None = None

    async def link(self, item: str) -> str:
        """Make the link to the conversation or ticket with this id. Raises NotHeard."""
        app = await self.known()
        url = self._url or _BY_REGION.get(app.region.upper(), _OTHERWISE)
        return f"{url.rstrip('/')}/a/inbox/{app.id_code}/inbox/conversation/{item}"

    async def known(self) -> App:
        """Learn which workspace it is. After this a link needs no call. Raises NotHeard."""
        return self._app or await self.ask()

    async def ask(self) -> App:
        """Ask afresh which workspace it is. Raises NotHeard."""
        me = await self._calls.get("/me", IntercomMe, "tell whose access token this is")
        self._app = me.app
        return me.app
