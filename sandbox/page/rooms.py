"""The outside's other rooms: two people side by side, what can go wrong, and the first story."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.page.addresses import DIRECT, Addresses
from sandbox.page.drawing import Drawing
from sandbox.page.returning import Returning
from sandbox.page.telling import Telling
from sandbox.page.troubles import Troubles
from sandbox.workspace import Workspace
from sandbox.workspace.records import Json


class Rooms:
    """Answers for each of them."""

    def __init__(
        self,
        workspace: Workspace,
        addresses: Addresses,
        drawing: Drawing,
        troubles: Troubles,
        telling: Telling,
    ) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self._drawing = drawing
        self._troubles = troubles
        self._telling = telling
        self._returning = Returning(addresses, drawing)

    async def anybody_beside(self, request: Request) -> Response:
        """Show two people whom a form names, or two who have something to do with each other."""
        named = [request.query_params.get(side) for side in ("left", "right")]
        left = self._addresses.person(named[0]) if named[0] else self._everybody()[0]
        right = self._addresses.person(named[1]) if named[1] else self._opposite(left)
        return RedirectResponse(self._beside(left, right), 303)

    async def beside(self, request: Request) -> Response:
        """Show what two people see, side by side."""
        words = (request.path_params["who"], request.path_params["other"])
        sides: list[Json] = [
            {"side": side, "user": user, "src": f"{self._addresses.of_person(user)}/in/{DIRECT}"}
            for side, user in zip(
                ("left", "right"), map(self._addresses.person, words), strict=True
            )
        ]
        user = sides[0]["user"]
        here = self._beside(*(one["user"] for one in sides))
        return self._drawing.room("rooms_beside.html", user, here, {"sides": sides})

    async def faults(self, request: Request) -> Response:
        """Show what can be made to go wrong."""
        user = self._addresses.person(request.path_params["who"])
        here = f"{self._addresses.of_person(user)}/faults"
        shown = {"room": "faults", "troubles": self._troubles.all()}
        return self._drawing.room("rooms_faults.html", user, here, shown)

    async def switch(self, request: Request) -> Response:
        """Switch one of them on or off, or all of them off."""
        user = self._addresses.person(request.path_params["who"])
        sent = await request.form()
        if "on" in sent:
            self._troubles.switch_on(f"{sent['on']}")
        elif "off" in sent:
            self._troubles.switch_off(f"{sent['off']}")
        else:
            self._troubles.all_off()
        self._workspace.changes.happened()
        return self._returning.back(request, user)

    async def story(self, request: Request) -> Response:
        """Put the story away, or bring it back."""
        user = self._addresses.person(request.path_params["who"])
        self._telling.show(shown=(await request.form()).get("do") == "show")
        return self._returning.back(request, user)

    def _beside(self, left: Json, right: Json) -> str:
        words = (self._addresses.of_person(user).removeprefix("/as/") for user in (left, right))
        return f"/beside/{'/'.join(words)}"

    def _everybody(self) -> list[Json]:
        everybody = self._addresses.everybody()
        if not everybody:
            message = "nobody is in this workspace yet"
            raise LookupError(message)
        return everybody

    def _opposite(self, user: Json) -> Json:
        """Return who leads, for who does not; else somebody."""
        leads = [one for one in self._everybody() if _leads(one) != _leads(user)]
        others = [one for one in self._everybody() if one["id"] != user["id"]]
        return [*leads, *others, user][0]


def _leads(user: Json) -> bool:
    return "lead" in f"{user['profile'].get('title', '')}".casefold()
