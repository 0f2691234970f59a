"""Forms that were sent. A refusal rides in the answer: at its field, or in the form's place."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from cards.blocks import Json
from cards.forms import message_form, read_request_form, read_words
from cards.ids import BlockId, FormId
from cards.roster import read_roster_form
from handlers.answers import submitted_words
from handlers.deliveries import Body, form_click, form_delivery
from rulebook.kind import field_errors
from rulebook.kinds import ASKED_FOR
from rulebook.refusals import Refusal
from workflows.amend import change_and_approve, edit
from workflows.decide import deny
from workflows.office import Click, Office
from workflows.roster import change_roster
from workflows.submit import submit
from workflows.talk import answer, ask

Listener = Callable[..., Awaitable[None]]
Says = Callable[[Office, Click, str], Awaitable[Refusal | None]]
Amends = Callable[[Office, Click, dict[str, Any]], Awaitable[Refusal | None]]

SAYS: dict[FormId, Says] = {FormId.DENY: deny, FormId.ASK: ask, FormId.ANSWER: answer}
AMENDS: dict[FormId, Amends] = {FormId.EDIT: edit, FormId.CHANGE: change_and_approve}


def listen(app: AsyncApp, office: Office) -> None:
    """Hear every form."""
    app.view(FormId.REQUEST)(_asks(office))
    for form, says in SAYS.items():
        app.view(form)(_says(office, says))
    for form, amends in AMENDS.items():
        app.view(form)(_amends(office, amends))
    app.view(FormId.ROSTER)(_keeps_roster(office))


def _asks(office: Office) -> Listener:
    async def ask(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        view = body["view"]
        kind = ASKED_FOR[view["private_metadata"]]
        try:
            submitted = await submit(
                office, form_delivery(body, context), kind, read_request_form(view)
            )
        except ValidationError as invalid:
            await _point_out(ack, view, field_errors(invalid))
        except Refusal as refusal:
            await refuse(ack, view, refusal)
        else:
            words = submitted_words(submitted, body["user"]["id"])
            await ack(response_action="update", view=message_form(kind.title, words))

    return ask


def _says(office: Office, says: Says) -> Listener:
    async def say(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        view = body["view"]
        refusal = await says(office, form_click(body, context), read_words(view))
        await (refuse(ack, view, refusal) if refusal else ack())

    return say


def _amends(office: Office, amends: Amends) -> Listener:
    async def amend(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        view = body["view"]
        try:
            refusal = await amends(office, form_click(body, context), read_request_form(view))
        except ValidationError as invalid:
            await _point_out(ack, view, field_errors(invalid))
        except Refusal as unasked:
            await refuse(ack, view, unasked)
        else:
            await (refuse(ack, view, refusal) if refusal else ack())

    return amend


def _keeps_roster(office: Office) -> Listener:
    async def keep(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        try:
            change = read_roster_form(body["view"])
            await change_roster(office, form_delivery(body, context), change)
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
