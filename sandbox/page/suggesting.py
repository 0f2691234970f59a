"""External selects: what the app suggests while somebody types, and what was chosen."""

from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.page.addresses import Addresses
from sandbox.workspace import Outcome, Workspace

QUERY, LABEL = "query:", "label:"
LookUp = Callable[[str], Awaitable[Outcome]]


class Suggesting:
    """Answers a script with options as {value, label, about}, and with what Slack said."""

    def __init__(self, workspace: Workspace, addresses: Addresses) -> None:
        self._workspace = workspace
        self._addresses = addresses

    async def in_form(self, request: Request) -> Response:
        """Suggest options for a select of a form."""
        return await self._answer(request, request.path_params["view"])

    async def in_conversation(self, request: Request) -> Response:
        """Suggest options for a select of a message."""
        user = self._addresses.person(request.path_params["who"])
        channel = self._addresses.channel(user, request.path_params["where"])
        return await self._answer(request, (channel["id"], request.query_params.get("ts", "")))

    async def _answer(self, request: Request, place: str | tuple[str, str]) -> Response:
        user = self._addresses.person(request.path_params["who"])
        asked = request.query_params
        query = f"{(await request.form()).get('query', '')}"
        saw = await self._workspace.types_into(
            user["id"],
            place,
            asked.get("action_id", ""),
            query,
            block_id=asked.get("block_id"),
        )
        options = [
            {
                "value": option["value"],
                "label": option["text"]["text"],
                "about": option.get("description", {}).get("text", ""),
            }
            for option in saw.options
        ]
        return JSONResponse({"options": options, "said": saw.toast or ""})


async def settled(sent: FormData, name: str, look_up: LookUp) -> str | None:
    """Return the value an external select was left with.

    A script sends the value with its label in the line that is typed into; without script the
    line is a query that nobody answered yet, and the first suggestion is taken.
    """
    query = sent.get(f"{QUERY}{name}")
    if query is None or query == sent.get(f"{LABEL}{name}"):
        return f"{sent.get(name) or ''}" or None
    options = (await look_up(f"{query}")).options if query else ()
    return options[0]["value"] if options else None
