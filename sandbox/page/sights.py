"""Sights: the pages that are looked at."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.helpdesk import Helpdesk
from sandbox.page.addresses import DIRECT, Addresses
from sandbox.page.drawing import Drawing
from sandbox.workspace import Workspace


class Sights:
    """Answers every GET."""

    def __init__(
        self, workspace: Workspace, helpdesk: Helpdesk, addresses: Addresses, drawing: Drawing
    ) -> None:
        self._workspace = workspace
        self._helpdesk = helpdesk
        self._addresses = addresses
        self._drawing = drawing

    async def anybody(self, _: Request) -> Response:
        """Start as the first person of the workspace."""
        return RedirectResponse(self._addresses.of_person(self._anybody()), 303)

    async def home(self, request: Request) -> Response:
        """Start where the app speaks to somebody."""
        user = self._addresses.person(request.path_params["who"])
        return RedirectResponse(f"{self._addresses.of_person(user)}/in/{DIRECT}", 303)

    async def conversation(self, request: Request) -> Response:
        """Show a conversation."""
        user = self._addresses.person(request.path_params["who"])
        channel = self._addresses.channel(user, request.path_params["where"])
        thread = request.query_params.get("thread")
        more = {"draft": request.query_params.get("write", "")}
        return self._drawing.conversation(user, channel, thread, more)

    async def tickets(self, request: Request) -> Response:
        """Show the helpdesk's tickets."""
        return self._drawing.tickets(self._addresses.person(request.path_params["who"]))

    async def ticket(self, request: Request) -> Response:
        """Show one ticket."""
        user = self._addresses.person(request.path_params["who"])
        return self._drawing.tickets(user, request.path_params["number"])

    async def inbox(self, request: Request) -> Response:
        """Follow one of Intercom's links to the ticket it means."""
        user, item = self._looking(request), request.path_params["item"]
        for ticket in self._helpdesk.tickets():
            if ticket.id == item:
                return RedirectResponse(self._addresses.of_ticket(user, ticket.number), 303)
        message = f"there is no ticket {item} in this helpdesk"
        raise LookupError(message)

    async def issue(self, request: Request) -> Response:
        """Follow one of Pylon's links to the ticket it means."""
        ticket = self._helpdesk.ticket(request.query_params.get("issueNumber", ""))
        return RedirectResponse(
            self._addresses.of_ticket(self._looking(request), ticket.number), 303
        )

    def _looking(self, request: Request) -> dict[str, object]:
        who = request.query_params.get("as")
        return self._addresses.person(who) if who else self._anybody()

    def _anybody(self) -> dict[str, object]:
        everybody = self._addresses.everybody()
        if not everybody:
            message = "nobody is in this workspace yet"
            raise LookupError(message)
        return everybody[0]
