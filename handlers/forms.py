"""Forms that were sent. A refusal rides in the answer: at its field, or in the form's place."""

from collections.abc import Awaitable, Callable

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from cards.forms import message_form, read_reason, read_request_form
from cards.ids import BlockId, FormId
from cards.roster import read_roster_form
from handlers.answers import submitted_words
from handlers.deliveries import Body, form_click, form_delivery
from rulebook.kind import field_errors
from rulebook.kinds import KINDS
from rulebook.refusals import Refusal
from workflows.decide import deny
from workflows.office import Office
from workflows.roster import change_roster
from workflows.submit import submit

Listener = Callable[..., Awaitable[None]]


def listen(app: AsyncApp, office: Office) -> None:
    """Hear every form."""
    app.view(FormId.REQUEST)(_asks(office))
    app.view(FormId.DENY)(_denies(office))
    app.view(FormId.ROSTER)(_keeps_roster(office))


def _asks(office: Office) -> Listener:
    async def ask(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        view = body["view"]
        kind = KINDS[view["private_metadata"]]
        try:
            submitted = await submit(
                office, form_delivery(body, context), kind, read_request_form(view)
            )
        except ValidationError as invalid:
            await ack(response_action="errors", errors=field_errors(invalid))
        except Refusal as refusal:
            await _refuse(ack, refusal)
        else:
            words = submitted_words(submitted)
            await ack(response_action="update", view=message_form(kind.title, words))

    return ask


def _denies(office: Office) -> Listener:
    async def explain(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        refusal = await deny(office, form_click(body, context), read_reason(body["view"]))
        await (_refuse(ack, refusal) if refusal else ack())

    return explain


def _keeps_roster(office: Office) -> Listener:
    async def keep(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        try:
            change = read_roster_form(body["view"])
            await change_roster(office, form_delivery(body, context), change)
        except Refusal as refusal:
            await _refuse(ack, refusal, field=BlockId.SHIFT_LEAD)
        else:
            await ack()

    return keep


async def _refuse(ack: AsyncAck, refusal: Refusal, field: str | None = None) -> None:
    if at := refusal.field or field:
        await ack(response_action="errors", errors={at: str(refusal)})
    else:
        view = message_form("Not done", refusal.sentence)
        await ack(response_action="update", view=view)
