"""The way back after an act: to the page that somebody sent it from."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.page.addresses import DIRECT, Addresses
from sandbox.page.drawing import Drawing
from sandbox.workspace.records import Json

_BESIDE = "/beside/"
_ROOMS = ("in/", "home", "tickets", "faults", "trace")


class Returning:
    """Leads back to a page, or draws it with news."""

    def __init__(self, addresses: Addresses, drawing: Drawing) -> None:
        self._addresses = addresses
        self._drawing = drawing

    def back(self, request: Request, user: Json) -> Response:
        """Lead back to the page that a form was sent from."""
        return back_to(self._where_from(request, user))

    def again(self, request: Request, user: Json, more: Json) -> Response:
        """Draw the page that a form was sent from, with more on it."""
        words = self._where_from(request, user).split("/")
        match words[3:]:
            case ["in", where]:
                channel = self._addresses.channel(user, where.partition("?")[0])
                return self._drawing.conversation(user, channel, more=more)
            case ["home"]:
                channel = self._addresses.channel(user, DIRECT)
                return self._drawing.home(user, channel, more=more)
            case ["tickets", number]:
                return self._drawing.tickets(user, number, more)
            case _:
                return self._drawing.tickets(user, more=more)

    def _where_from(self, request: Request, user: Json) -> str:
        """Return the page that a form was sent from, if it is one of this person's."""
        home = self._addresses.of_person(user)
        came_from = request.query_params.get("from", "")
        ours = came_from.startswith((_BESIDE, *(f"{home}/{room}" for room in _ROOMS)))
        return came_from if ours else f"{home}/in/dm"


def back_to(address: str) -> Response:
    """Lead to an address with a page that can be loaded anew."""
    return RedirectResponse(address, 303)
