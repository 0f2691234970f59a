"""The page, put together from what is seen, what is done and what changes."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.clock import Clock
from sandbox.handed import Handed
from sandbox.helpdesk import Helpdesk
from sandbox.page.acts import Acts
from sandbox.page.addresses import Addresses
from sandbox.page.drawing import STATIC, Drawing
from sandbox.page.form_acts import FormActs
from sandbox.page.gallery import AT, Gallery
from sandbox.page.guard import Endpoint, guarded
from sandbox.page.homes import Homes
from sandbox.page.live import Live
from sandbox.page.passing import Passing
from sandbox.page.returning import Returning
from sandbox.page.rooms import Rooms
from sandbox.page.sights import Sights
from sandbox.page.suggesting import Suggesting
from sandbox.page.telling import Telling
from sandbox.page.ticket_acts import TicketActs
from sandbox.page.tracing import Tracing
from sandbox.page.troubles import Troubles
from sandbox.page.unread import Unread
from sandbox.workspace import Workspace
from sandbox.workspace.records import Json


class Page:
    """One page for a workspace, a helpdesk and the clock that both go by.

    Who looks is in the address, so that two tabs can be two people.
    """

    def __init__(
        self, workspace: Workspace, helpdesk: Helpdesk, clock: Clock, handed: Handed
    ) -> None:
        addresses = Addresses(workspace)
        drawing = Drawing(workspace, helpdesk, clock, addresses, Unread(workspace))
        self._sights = Sights(workspace, helpdesk, addresses, drawing)
        returning = Returning(addresses, drawing)
        self._acts = Acts(workspace, addresses, drawing)
        self._form_acts = FormActs(workspace, addresses, returning)
        self._ticket_acts = TicketActs(helpdesk, addresses)
        self._suggesting = Suggesting(workspace, addresses)
        self._passing = Passing(workspace, clock, addresses, returning, handed.clock_stops)
        self._homes = Homes(workspace, addresses, drawing, returning)
        self._troubles = Troubles(workspace, helpdesk, clock)
        self._telling = Telling(workspace, lambda: handed.story)
        self._rooms = Rooms(workspace, addresses, drawing, self._troubles, self._telling)
        self._tracing = Tracing(workspace, addresses, drawing, handed.trace)
        drawing.around = self._around
        self.gallery = Gallery(workspace, addresses, drawing)
        self._live = Live(workspace, helpdesk)

    @property
    def routes(self) -> list[BaseRoute]:
        """Everything the page answers, to be served at the root."""
        sights, acts, form_acts = self._sights, self._acts, self._form_acts
        ticket_acts = self._ticket_acts
        seen = {
            "/": sights.anybody,
            "/as/{who}": sights.home,
            "/as/{who}/in/{where}": sights.conversation,
            "/as/{who}/tickets": sights.tickets,
            "/as/{who}/tickets/{number}": sights.ticket,
            # Where the helpdesk's own links lead.
            "/a/inbox/{app}/inbox/conversation/{item}": sights.inbox,
            "/issues": sights.issue,
            "/changes": self._live.stream,
            "/beside": self._rooms.anybody_beside,
            "/beside/{who}/{other}": self._rooms.beside,
            "/as/{who}/home": self._homes.show,
            "/as/{who}/faults": self._rooms.faults,
            "/as/{who}/trace": self._tracing.all,
            "/as/{who}/trace/{number}": self._tracing.one,
            AT: self.gallery.show,
        }
        done = {
            "/as/{who}/in/{where}/say": acts.say,
            "/as/{who}/in/{where}/press": acts.press,
            "/as/{who}/in/{where}/suggest": self._suggesting.in_conversation,
            "/as/{who}/forms/{view}/submit": form_acts.submit,
            "/as/{who}/forms/{view}/press": form_acts.press,
            "/as/{who}/forms/{view}/close": form_acts.close,
            "/as/{who}/forms/{view}/suggest": self._suggesting.in_form,
            "/as/{who}/tickets/{number}/reply": ticket_acts.reply,
            "/as/{who}/tickets/{number}/customer": ticket_acts.as_customer,
            "/as/{who}/tickets/{number}/owner": ticket_acts.give,
            "/as/{who}/home/open": self._homes.open,
            "/as/{who}/home/press": self._homes.press,
            "/as/{who}/clock": self._passing.move,
            "/as/{who}/faults": self._rooms.switch,
            "/as/{who}/story": self._rooms.story,
            f"{AT}/{{act:path}}": self.gallery.press,
        }
        return [
            *(Route(path, guarded(self._up_to_date(look))) for path, look in seen.items()),
            *(Route(path, guarded(endpoint), methods=["POST"]) for path, endpoint in done.items()),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    def _around(self, user: Json) -> Json:
        """Return what stands around every page: ways through time, what goes wrong, the story."""
        return {
            "ways": self._passing.ways(user),
            "wrong": self._troubles.on(),
            "story": self._telling,
            "room": "",
        }

    def _up_to_date(self, look: Endpoint) -> Endpoint:
        async def looked_at(request: Request) -> Response:
            await self._passing.look_ahead()
            return await look(request)

        return looked_at

    def end(self) -> None:
        """Let go of every tab that listens, so that the server can stop."""
        self._live.end()
