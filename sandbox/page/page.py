"""The page, put together from what is seen, what is done and what changes."""

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.page.acts import Acts
from sandbox.page.addresses import Addresses
from sandbox.page.drawing import STATIC, Drawing
from sandbox.page.form_acts import FormActs
from sandbox.page.guard import guarded
from sandbox.page.live import Live
from sandbox.page.passing import Passing
from sandbox.page.returning import Returning
from sandbox.page.sights import Sights
from sandbox.page.suggesting import Suggesting
from sandbox.page.ticket_acts import TicketActs
from sandbox.page.unread import Unread
from sandbox.workspace import Workspace


class Page:
    """One page for a workspace, a helpdesk and the clock that both go by.

    Who looks is in the address, so that two tabs can be two people.
    """

    def __init__(self, workspace: Workspace, helpdesk: Helpdesk, clock: Clock) -> None:
        addresses = Addresses(workspace)
        drawing = Drawing(workspace, helpdesk, clock, addresses, Unread(workspace))
        self._sights = Sights(workspace, helpdesk, addresses, drawing)
        returning = Returning(addresses, drawing)
        self._acts = Acts(workspace, addresses, drawing)
        self._form_acts = FormActs(workspace, addresses, returning)
        self._ticket_acts = TicketActs(helpdesk, addresses)
        self._suggesting = Suggesting(workspace, addresses)
        self._passing = Passing(workspace, clock, addresses, returning)
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
            "/changes": self._live.stream,
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
            "/as/{who}/clock": self._passing.move,
        }
        return [
            *(Route(path, guarded(endpoint)) for path, endpoint in seen.items()),
            *(Route(path, guarded(endpoint), methods=["POST"]) for path, endpoint in done.items()),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    def end(self) -> None:
        """Let go of every tab that listens, so that the server can stop."""
        self._live.end()
