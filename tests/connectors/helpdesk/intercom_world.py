"""Intercom as the sandbox serves it, once with conversations and once with tickets."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.types import ASGIApp

from connectors.helpdesk.intercom import Intercom, IntercomSettings
from rulebook.people import Person
from sandbox.helpdesk.records import Kind
from tests.connectors.helpdesk.desk_world import DeskWorld, as_it_is, world_of


class IntercomWorld(DeskWorld):
    looking = frozenset({"GET /conversations/{id}", "GET /tickets/{id}"})
    tells_deadlines = False

    def port(self, timeout: float = 15.0, ticket_type: str = "") -> Intercom:
        port = Intercom(
            IntercomSettings(
                access_token=self.desk.intercom.token,
                api_url=f"{self.url}/intercom",
                timeout=timeout,
                ticket_type=ticket_type,
            )
        )
        self.opened.append(port)
        return port

    def assigner(self, by: Person) -> Person:
        return by


def intercom_world(
    kind: Kind, around: Callable[[ASGIApp], ASGIApp] = as_it_is
) -> AbstractAsyncContextManager[IntercomWorld]:
    """Served over HTTP; `around` wraps the application, to listen."""
    return world_of(lambda desk, url: IntercomWorld(desk, url, kind), around)
