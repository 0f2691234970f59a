"""Acts in a conversation, sent by script or without it."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sandbox.page.addresses import Addresses
from sandbox.page.drawing import Drawing
from sandbox.page.elements import element_at, question_of
from sandbox.page.entered import value_of
from sandbox.page.eyes import Eyes
from sandbox.page.returning import back_to
from sandbox.page.suggesting import settled
from sandbox.workspace import Workspace
from sandbox.workspace.records import Json


class Acts:
    """Answers with the page anew, or with the page and what is wrong on it."""

    def __init__(self, workspace: Workspace, addresses: Addresses, drawing: Drawing) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self._drawing = drawing

    async def say(self, request: Request) -> Response:
        """Type a message or a slash command."""
        user, channel, sent = await self._in_conversation(request)
        text = f"{sent.get('text', '')}".replace("\r\n", "\n").rstrip()
        thread = f"{sent.get('thread', '')}" or None
        here = self._addresses.of_channel(user, channel)
        if text:
            outcome = await self._workspace.types(user["id"], text, channel["id"], thread=thread)
            if outcome.toast:
                more = {"toast": outcome.toast, "draft": text}
                return self._drawing.conversation(user, channel, thread, more)
        return back_to(f"{here}?thread={thread}" if thread else here)

    async def press(self, request: Request) -> Response:
        """Press or choose on a message, after asking where the element wants it."""
        user, channel, sent = await self._in_conversation(request)
        at = (channel["id"], _given(sent, "ts"))
        names = (f"{sent.get('block_id', '')}" or None, _given(sent, "action_id"))
        element = self._element(user, at, names)
        here = self._addresses.of_channel(user, channel)
        if "confirmed" not in sent and (question := question_of(element)):
            asked = {"ask": question, "at": f"{here}/press", "sent": sent.multi_items()}
            return self._drawing.conversation(user, channel, more={"confirm": asked})
        value = await self._value(user, at, names, sent, element)
        outcome = await self._workspace.presses(user["id"], *at, names[1], value, block_id=names[0])
        if outcome.toast:
            return self._drawing.conversation(user, channel, more={"toast": outcome.toast})
        return back_to(here)

    async def _in_conversation(self, request: Request) -> tuple[Json, Json, FormData]:
        user = self._addresses.person(request.path_params["who"])
        channel = self._addresses.channel(user, request.path_params["where"])
        return user, channel, await request.form()

    def _element(
        self, user: Json, at: tuple[str, str], names: tuple[str | None, str]
    ) -> Json | None:
        channel, ts = at
        for message in self._workspace.messages(channel, user["id"], ts):
            if message["ts"] == ts:
                return element_at(message.get("blocks", []), *names)
        return None

    async def _value(
        self,
        user: Json,
        at: tuple[str, str],
        names: tuple[str | None, str],
        sent: FormData,
        element: Json | None,
    ) -> object:
        block_id, action_id = names
        if element and element["type"] == "external_select":
            return await settled(
                sent,
                "value",
                lambda query: self._workspace.types_into(
                    user["id"], at, action_id, query, block_id=block_id
                ),
            )
        zone = Eyes(self._workspace, self._addresses, user).zone
        return value_of(element["type"] if element else "button", sent.getlist("value"), zone)


def _given(sent: FormData, name: str) -> str:
    if name not in sent:
        message = f"the form sent no {name}"
        raise ValueError(message)
    return f"{sent[name]}"
