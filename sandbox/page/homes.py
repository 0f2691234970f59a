"""The app's home tab: opened, looked at, and what is pressed in it."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.page.addresses import DIRECT, Addresses
from sandbox.page.drawing import Drawing
from sandbox.page.returning import Returning, back_to
from sandbox.workspace import Workspace


class Homes:
    """Answers for everybody's home tab."""

    def __init__(
        self, workspace: Workspace, addresses: Addresses, drawing: Drawing, returning: Returning
    ) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self._drawing = drawing
        self._returning = returning

    async def open(self, request: Request) -> Response:
        """Open it, which the app hears of; to look at it again is not to open it."""
        user = self._addresses.person(request.path_params["who"])
        await self._workspace.opens_home(user["id"])
        return back_to(f"{self._addresses.of_person(user)}/home")

    async def show(self, request: Request) -> Response:
        """Show what the app published there."""
        user = self._addresses.person(request.path_params["who"])
        channel = self._addresses.channel(user, DIRECT)
        return self._drawing.home(user, channel)

    async def press(self, request: Request) -> Response:
        """Press something in it."""
        user = self._addresses.person(request.path_params["who"])
        view = self._workspace.home_of(user["id"])
        if view is None:
            message = "the app has published no home yet"
            raise LookupError(message)
        outcome = await self._workspace.presses_in_view(
            user["id"],
            view["id"],
            request.query_params.get("action_id", ""),
            (await request.form()).get("value"),
            block_id=request.query_params.get("block_id"),
        )
        if outcome.toast:
            channel = self._addresses.channel(user, DIRECT)
            return self._drawing.home(user, channel, {"toast": outcome.toast})
        return self._returning.back(request, user)
