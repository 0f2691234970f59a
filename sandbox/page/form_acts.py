"""Acts in a form of the app, sent by script or without it."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sandbox.page.addresses import Addresses
from sandbox.page.elements import element_at, question_of
from sandbox.page.entered import Entered, entered_in, field_name
from sandbox.page.eyes import Eyes
from sandbox.page.returning import Returning
from sandbox.page.suggesting import settled
from sandbox.workspace import Outcome, Workspace
from sandbox.workspace.element_state import STATE, elements_of
from sandbox.workspace.records import Json


class FormActs:
    """Answers with the page anew, or with the page and what is wrong in the form."""

    def __init__(self, workspace: Workspace, addresses: Addresses, returning: Returning) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self._returning = returning

    async def submit(self, request: Request) -> Response:
        """Send the form on top."""
        user, view_id, sent = await self._in_form(request)
        values = await self._entered(user, view_id, sent)
        outcome = await self._workspace.submits(user["id"], view_id, values)
        return self._answer(request, user, outcome)

    async def press(self, request: Request) -> Response:
        """Press or choose in the form on top, which is sent as it is filled in by then."""
        user, view_id, sent = await self._in_form(request)
        values = await self._entered(user, view_id, sent)
        filled = await self._workspace.fills(user["id"], view_id, values)
        if not filled.ok or filled.view is None:
            return self._answer(request, user, filled)
        block_id = request.query_params.get("block_id", "")
        action_id = request.query_params.get("action_id", "")
        element = element_at(filled.view["blocks"], block_id, action_id)
        if "confirmed" not in sent and (question := question_of(element)):
            at = f"{request.url.path}?{request.url.query}"
            asked = {"ask": question, "at": at, "sent": sent.multi_items()}
            return self._returning.again(request, user, {"confirm": asked})
        held = values.get(block_id, {}).get(action_id)
        value = held if element and element["type"] in STATE else sent.get("value") or None
        outcome = await self._workspace.presses_in_view(
            user["id"], view_id, action_id, value, block_id=block_id
        )
        return self._answer(request, user, outcome)

    async def close(self, request: Request) -> Response:
        """Close the form on top."""
        user = self._addresses.person(request.path_params["who"])
        outcome = await self._workspace.closes(user["id"], request.path_params["view"])
        return self._answer(request, user, outcome)

    async def _in_form(self, request: Request) -> tuple[Json, str, FormData]:
        user = self._addresses.person(request.path_params["who"])
        return user, request.path_params["view"], await request.form()

    async def _entered(self, user: Json, view_id: str, sent: FormData) -> Entered:
        shown = self._workspace.views_of(user["id"])
        view = next((view for view in shown if view["id"] == view_id), None)
        if view is None:
            return {}
        values = entered_in(view, sent, Eyes(self._workspace, self._addresses, user).zone)
        for block, element in elements_of(view["blocks"]):
            if element["type"] == "external_select":
                names = (block["block_id"], element["action_id"])
                value = await self._settled(user, view_id, names, sent)
                values[block["block_id"]][element["action_id"]] = value
        return values

    async def _settled(
        self, user: Json, view_id: str, names: tuple[str, str], sent: FormData
    ) -> str | None:
        block_id, action_id = names
        return await settled(
            sent,
            field_name(*names),
            lambda query: self._workspace.types_into(
                user["id"], view_id, action_id, query, block_id=block_id
            ),
        )

    def _answer(self, request: Request, user: Json, outcome: Outcome) -> Response:
        if outcome.errors or outcome.toast:
            more: Json = {"errors": outcome.errors, "toast": outcome.toast}
            return self._returning.again(request, user, more)
        return self._returning.back(request, user)
