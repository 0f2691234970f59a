"""Forms that were sent. A refusal rides in the answer: at its field, or in the form's place."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from cards.blocks import Json
from cards.forms import message_form, read_request_form, read_words
from cards.ids import BlockId, FormId
from cards.roster import read_roster_form
from handlers.answers import submitted_words
from handlers.incoming import Body, form_click, form_incoming
from rulebook.kind import field_errors
from rulebook.kinds import ASKED_FOR
from rulebook.refusals import Refusal
from workflows.context import Context
from workflows.incoming import Click
from workflows.requests.amend import change_and_approve, edit
from workflows.requests.decide import deny
from workflows.requests.questions import answer, ask
from workflows.requests.submit import submit
from workflows.roster.change import change_roster

Listener = Callable[..., Awaitable[None]]
Says = Callable[[Context, Click, str], Awaitable[Refusal | None]]
Amends = Callable[[Context, Click, dict[str, Any]], Awaitable[Refusal | None]]

SAYS: dict[FormId, Says] = {FormId.DENY: deny, FormId.ASK: ask, FormId.ANSWER: answer}
AMENDS: dict[FormId, Amends] = {FormId.EDIT: edit, FormId.CHANGE: change_and_approve}


def listen(app: AsyncApp, context: Context) -> None:
    """Hear every form."""
    app.view(FormId.REQUEST)(_asks(context))
    for form, says in SAYS.items():
        app.view(form)(_says(context, says))
    for form, amends in AMENDS.items():
        app.view(form)(_amends(context, amends))
    app.view(FormId.ROSTER)(_keeps_roster(context))


def _asks(context: Context) -> Listener:
    async def ask(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        view = body["view"]
        kind = ASKED_FOR[view["private_metadata"]]
        try:
            submitted = await submit(
                context, form_incoming(body, authorize_result), kind, read_request_form(view)
            )
        except ValidationError as invalid:
            await _point_out(ack, view, field_errors(invalid))
        except Refusal as refusal:
            await refuse(ack, view, refusal)
        else:
            words = submitted_words(submitted, body["user"]["id"])
            await ack(response_action="update", view=message_form(kind.title, words))

    return ask


def _says(context: Context, says: Says) -> Listener:
    async def say(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        view = body["view"]
        refusal = await says(context, form_click(body, authorize_result), read_words(view))
        await (refuse(ack, view, refusal) if refusal else ack())

    return say


def _amends(context: Context, amends: Amends) -> Listener:
    async def amend(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        view = body["view"]
        try:
            refusal = await amends(
                context, form_click(body, authorize_result), read_request_form(view)
            )
        except ValidationError as invalid:
            await _point_out(ack, view, field_errors(invalid))
        except Refusal as unasked:
            await refuse(ack, view, unasked)
        else:
            await (refuse(ack, view, refusal) if refusal else ack())

    return amend


def _keeps_roster(context: Context) -> Listener:
    async def keep(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        try:
            change = read_roster_form(body["view"])
            await change_roster(context, form_incoming(body, authorize_result), change)
        except Refusal as refusal:
            await refuse(ack, body["view"], refusal, field=BlockId.SHIFT_LEAD)
        else:
            await ack()

    return keep


async def refuse(ack: AsyncAck, view: Json, refusal: Refusal, field: str | None = None) -> None:
    """Say a refusal at its field, or in the form's place."""
    if at := refusal.field or field:
        await _point_out(ack, view, {at: str(refusal)})
    else:
        instead = message_form("Not done", refusal.sentence)
        await ack(response_action="update", view=instead)


async def _point_out(ack: AsyncAck, view: Json, errors: Mapping[str, str]) -> None:
    """Say what is wrong at its field, or at the first one where this form does not have it."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    at_fields = {name if name in fields else fields[0]: words for name, words in errors.items()}
    await ack(response_action="errors", errors=at_fields)
