"""Acts by hand on a ticket's page, sent by script or without it."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin
from sandbox.page.addresses import Addresses
from sandbox.page.in_helpdesk import admin_for
from sandbox.page.returning import back_to
from sandbox.workspace.records import Json


class TicketActs:
    """Answers with the ticket's page anew, where the history has it. Of nothing nothing is sent."""

    def __init__(self, helpdesk: Helpdesk, addresses: Addresses) -> None:
        self._helpdesk = helpdesk
        self._addresses = addresses

    async def reply(self, request: Request) -> Response:
        """Answer the customer as who looks. Raises LookupError for who is not in the helpdesk."""
        user = self._who(request)
        number, text = await _written(request)
        admin = self._admin(user)
        if text:
            self._helpdesk.replies(admin, number, text)
        return back_to(self._addresses.of_ticket(user, number))

    async def give(self, request: Request) -> Response:
        """Give the ticket to somebody, or to nobody, as who looks. Raises LookupError."""
        user, number = self._who(request), request.path_params["number"]
        to = f"{(await request.form()).get('to', '')}"
        staff = {one.id: one for one in self._helpdesk.admins()}
        if to and to not in staff:
            message = f"there is nobody {to} in this helpdesk"
            raise LookupError(message)
        self._helpdesk.assigns(self._admin(user), number, staff.get(to))
        return back_to(self._addresses.of_ticket(user, number))

    async def as_customer(self, request: Request) -> Response:
        """Write as the customer."""
        user = self._who(request)
        number, text = await _written(request)
        if text:
            self._helpdesk.customer_writes(number, text)
        return back_to(self._addresses.of_ticket(user, number))

    def _who(self, request: Request) -> Json:
        return self._addresses.person(request.path_params["who"])

    def _admin(self, user: Json) -> Admin:
        admin = admin_for(user, self._helpdesk)
        if admin is None:
            message = f"{user['real_name']} is nobody in this helpdesk"
            raise LookupError(message)
        return admin


async def _written(request: Request) -> tuple[str, str]:
    sent = await request.form()
    text = f"{sent.get('text', '')}".replace("\r\n", "\n").strip()
    return request.path_params["number"], text
