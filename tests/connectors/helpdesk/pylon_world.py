"""Pylon as the sandbox serves it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.types import ASGIApp

from connectors.helpdesk.pylon import Pylon, PylonSettings
from rulebook.people import Person
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import API_USER, Admin, Contact
from tests.connectors.helpdesk.desk_world import DeskWorld, as_it_is, world_of


class PylonWorld(DeskWorld):
    looking = frozenset({"GET /issues/{id}", "GET /issues/{id}/messages", "POST /issues/search"})
    tells_deadlines = True

    def port(self, timeout: float = 15.0) -> Pylon:
        port = Pylon(
            PylonSettings(
                access_token=self.desk.pylon.token, api_url=f"{self.url}/pylon", timeout=timeout
            )
        )
        self.opened.append(port)
        return port

    def user_id(self, admin: Admin) -> str:
        return id_of("user", admin.id)

    def contact_id(self, contact: Contact) -> str:
        return id_of("contact", contact.id)

    def assigner(self, by: Person) -> Person | None:
        return None

    def _id_of(self, author: Admin | Contact) -> str | None:
        return None if author == API_USER else super()._id_of(author)


def pylon_world(
    around: Callable[[ASGIApp], ASGIApp] = as_it_is,
) -> AbstractAsyncContextManager[PylonWorld]:
    """Served over HTTP; `around` wraps the application, to listen."""
    return world_of(PylonWorld, around)
