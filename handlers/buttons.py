"""Buttons on cards, and the lines of their menus."""

from collections.abc import Awaitable, Callable
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from cards.blocks import Json
from cards.forms import answer_form, ask_form, change_form, deny_form, edit_form
from cards.ids import Action
from handlers.incoming import Body, click, pressed
from handlers.opening import open_form
from rulebook.moves import Move
from rulebook.refusals import Refusal
from rulebook.request import Request
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import check_move
from workflows.requests.decide import approve, deny
from workflows.requests.pass_on import cannot_wait, pass_on, take
from workflows.requests.retry import retry
from workflows.requests.reverse import reverse
from workflows.requests.withdraw import withdraw

Pressed = Callable[[Context, Click], Awaitable[Refusal | None]]
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


def listen(app: AsyncApp, context: Context) -> None:
    """Hear every button."""
    for action, workflow in PRESSED.items():
        app.action(action)(_presses(context, workflow))
    for action, form in OPENS.items():
        app.action(action)(_opens(context, Move(action.value), form))
    app.action(Action.MORE)(_chooses(context))


def _presses(context: Context, workflow: Pressed) -> Listener:
    async def press(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        await workflow(context, click(body, authorize_result))
        await ack()

    return press


def _opens(context: Context, move: Move, form: Callable[[Request], Json]) -> Listener:
    async def ask_first(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        request = await check_move(context, click(body, authorize_result), move)
        if not isinstance(request, Refusal):
            await open_form(client, body, form(request))
        await ack()

    return ask_first


def _chooses(context: Context) -> Listener:
    async def choose(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        chosen, _ = pressed(body)
        await PRESSED[Action(chosen)](context, click(body, authorize_result))
        await ack()

    return choose
