"""Buttons on cards."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from cards.forms import deny_form
from cards.ids import Action
from handlers.deliveries import Body, click
from rulebook.moves import Move
from rulebook.refusals import Refusal
from workflows.decide import approve
from workflows.office import Click, Office
from workflows.press import look
from workflows.retry import retry
from workflows.withdraw import withdraw

Pressed = Callable[[Office, Click], Awaitable[Refusal | None]]

# What a press sets off at once; a denial asks for its reason first.
PRESSED: dict[Action, Pressed] = {
    Action.APPROVE: approve,
    Action.RETRY: retry,
    Action.WITHDRAW: withdraw,
}


def listen(app: AsyncApp, office: Office) -> None:
    """Hear every button."""
    for action, workflow in PRESSED.items():
        app.action(action)(_presses(office, workflow))
    app.action(Action.DENY)(_denies(office))


def _presses(office: Office, workflow: Pressed) -> Callable[..., Awaitable[None]]:
    async def press(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await workflow(office, click(body, context))
        await ack()

    return press


def _denies(office: Office) -> Callable[..., Awaitable[None]]:
    async def ask_why(
        ack: AsyncAck, body: Body, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        request = await look(office, click(body, context), Move.DENY)
        if not isinstance(request, Refusal):
            await client.views_open(trigger_id=body["trigger_id"], view=deny_form(request))
        await ack()

    return ask_why
