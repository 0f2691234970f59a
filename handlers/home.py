"""The home tab, and the forms that its buttons open."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from cards.blocks import Json
from cards.forms import request_form
from cards.ids import begin_id
from cards.promise_forms import promise_form
from handlers.incoming import Body, event_incoming
from handlers.opening import open_form
from rulebook.kinds import ASKED_FOR
from rulebook.promises import PROMISED_BY_PEOPLE
from workflows.context import Context
from workflows.people.home import open_home

Listener = Callable[..., Awaitable[None]]


def listen(app: AsyncApp, context: Context) -> None:
    """Hear who looks, and what they begin."""

    @app.event("app_home_opened")
    async def look(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        if body["event"]["tab"] == "home":
            await open_home(context, event_incoming(body, authorize_result))
        await ack()

    for kind in ASKED_FOR.values():
        app.action(begin_id(kind.name))(_opens(request_form(kind, {})))
    for what in PROMISED_BY_PEOPLE:
        app.action(begin_id(what))(_opens(promise_form(what)))


def _opens(form: Json) -> Listener:
    async def begin(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await open_form(client, body, form)
        await ack()

    return begin
