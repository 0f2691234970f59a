"""Buttons on cards, and the lines of their menus."""

from collections.abc import Awaitable, Callable
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from cards.blocks import Json
from cards.forms import answer_form, ask_form, change_form, deny_form, edit_form
from cards.ids import Action
from handlers.deliveries import Body, click, pressed
from handlers.opening import open_form
from rulebook.moves import Move
from rulebook.refusals import Refusal
from rulebook.request import Request
from workflows.decide import approve, deny
from workflows.office import Click, Office
from workflows.pass_on import cannot_wait, pass_on, take
from workflows.press import look
from workflows.retry import retry
from workflows.reverse import reverse
from workflows.withdraw import withdraw

Pressed = Callable[[Office, Click], Awaitable[Refusal | None]]
Listener = Callable[..., Awaitable[None]]

# What a press sets off at once,
PRESSED: dict[Action, Pressed] = {
    Action.APPROVE: approve,
    Action.PUT_BACK: partial(deny, reason=""),
    Action.PASS_ON: pass_on,
    Action.TAKE: take,
    Action.RETRY: retry,
    Action.REVERSE: reverse,
    Action.WITHDRAW: withdraw,
    Action.CANNOT_WAIT: cannot_wait,
}
# and what asks for something first; the button bears the name of the move that it will be.
OPENS: dict[Action, Callable[[Request], Json]] = {
    Action.DENY: deny_form,
    Action.ASK: ask_form,
    Action.CHANGE: change_form,
    Action.ANSWER: answer_form,
    Action.EDIT: edit_form,
}


def listen(app: AsyncApp, office: Office) -> None:
    """Hear every button."""
    for action, workflow in PRESSED.items():
        app.action(action)(_presses(office, workflow))
    for action, form in OPENS.items():
        app.action(action)(_opens(office, Move(action.value), form))
    app.action(Action.MORE)(_chooses(office))


def _presses(office: Office, workflow: Pressed) -> Listener:
    async def press(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await workflow(office, click(body, context))
        await ack()

    return press


def _opens(office: Office, move: Move, form: Callable[[Request], Json]) -> Listener:
    async def ask_first(
        ack: AsyncAck, body: Body, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        request = await look(office, click(body, context), move)
        if not isinstance(request, Refusal):
            await open_form(client, body, form(request))
        await ack()

    return ask_first


def _chooses(office: Office) -> Listener:
    async def choose(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        chosen, _ = pressed(body)
        await PRESSED[Action(chosen)](office, click(body, context))
        await ack()

    return choose
