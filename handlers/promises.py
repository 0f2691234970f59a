"""Promises: their commands, their forms, and the buttons on word of them."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from cards.blocks import Json
from cards.forms import message_form, request_form
from cards.ids import Action, BlockId, FormId, read_promise_value
from cards.promise_forms import (
    more_time_form,
    promise_form,
    read_more_time_form,
    read_promise_form,
)
from cards.words import answer
from handlers.answers import made_words
from handlers.deliveries import (
    Body,
    command_delivery,
    form_delivery,
    press_delivery,
    pressed,
    unescaped,
)
from handlers.forms import refuse
from handlers.opening import open_form
from rulebook.command import CALL, PROMISE
from rulebook.kinds import KINDS
from rulebook.promises import Promise, Promised
from rulebook.refusals import Refusal, WhenIsItDue, WordsNeeded
from rulebook.tickets import ticket_number
from workflows.office import Delivery, Office
from workflows.promise import Asked, later_due, make, next_due, understood
from workflows.promise_press import (
    PromiseClick,
    call_owner,
    find,
    look,
    more_time,
    mute,
    updated,
)

Listener = Callable[..., Awaitable[Any]]
# Only after a time of day: `1h 30m` is a span, and no call of half an hour.
_LENGTH = re.compile(
    r"(?P<when>.*(?:[0-9]:[0-9]{2}|[0-9]\s*[ap]m|noon))\s+(?P<minutes>[0-9]{1,4})\s*(?:m|min|minutes)?",
    re.IGNORECASE,
)


def listen(app: AsyncApp, office: Office) -> None:
    """Hear everything about promises."""
    app.command(PROMISE.name)(_promises(office, Promised.UPDATE))
    app.command(CALL.name)(_promises(office, Promised.CALL))
    app.view(FormId.PROMISE)(_fills_in(office))
    app.view(FormId.MORE_TIME)(_moves(office))
    app.action(Action.UPDATED)(_updated(office))
    app.action(Action.PROMISE_NEXT)(_promises_next(office))
    app.action(Action.MORE_TIME)(_asks_for_time(office))
    app.action(Action.ASK_FOR_REASSIGNMENT)(_asks_for_reassignment(office))
    app.action(Action.CALL_OWNER)(_calls(office))
    app.action(Action.MUTE)(_mutes(office, quiet=True))
    app.action(Action.UNMUTE)(_mutes(office, quiet=False))


def _promises(office: Office, what: Promised) -> Listener:
    async def promise(
        ack: AsyncAck, body: Body, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        asked = _read(what, unescaped(body.get("text", "")))
        try:
            made = await make(office, command_delivery(body, context), asked)
        except Refusal as refusal:
            if refusal.field:
                number = ticket_number(asked.ticket) or ""
                known = "" if refusal.field == BlockId.TICKET else number
                at = await understood(office, body["user_id"], asked)
                errors = {refusal.field: f"{refusal}"}
                form = promise_form(what, known, at=at, minutes=asked.minutes, errors=errors)
                await open_form(client, body, form)
                await ack()
            else:
                await ack(**answer(refusal.sentence))
        else:
            await ack(**answer(made_words(made, office.hours.timezone)))

    return promise


def _read(what: Promised, line: str) -> Asked:
    ticket, _, when = line.strip().partition(" ")
    length = _LENGTH.fullmatch(when.strip()) if what is Promised.CALL else None
    if length is None:
        return Asked(what=what, ticket=ticket, when=when.strip())
    return Asked(what=what, ticket=ticket, when=length["when"], minutes=int(length["minutes"]))


def _fills_in(office: Office) -> Listener:
    async def fill_in(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        what, ticket, when, minutes = read_promise_form(body["view"])
        asked = Asked(what=what, ticket=ticket, when=when or "", minutes=minutes)
        try:
            made = await make(office, form_delivery(body, context), asked)
        except Refusal as refusal:
            await refuse(ack, body["view"], refusal)
        else:
            words = made_words(made, office.hours.timezone)
            await ack(response_action="update", view=message_form("Promised", words))

    return fill_in


def _moves(office: Office) -> Listener:
    async def move(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        view = body["view"]
        when, reason = read_more_time_form(view)
        click = _click(form_delivery(body, context), view["private_metadata"])
        try:
            if when is None:
                raise WhenIsItDue(field=BlockId.WHEN)
            if not reason.strip():
                raise WordsNeeded(field=BlockId.REASON)
            made = await more_time(office, click, when, reason.strip())
        except Refusal as refusal:
            await refuse(ack, view, refusal)
        else:
            words = made_words(made, office.hours.timezone)
            await ack(response_action="update", view=message_form("Moved", words))

    return move


def _updated(office: Office) -> Listener:
    async def update(
        ack: AsyncAck, body: Body, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        promise = await updated(office, _pressed(body, context))
        if not isinstance(promise, Refusal) and not promise.is_call:
            await open_form(client, body, _next_form(office, promise))
        await ack()

    return update


def _promises_next(office: Office) -> Listener:
    async def promise_next(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        promise = await find(office, read_promise_value(pressed(body)[1]))
        if promise:
            await open_form(client, body, _next_form(office, promise))
        await ack()

    return promise_next


def _next_form(office: Office, promise: Promise) -> Json:
    at = next_due(office, promise)
    return promise_form(Promised.UPDATE, promise.ticket.number, at=at, following=True)


def _asks_for_time(office: Office) -> Listener:
    async def ask(
        ack: AsyncAck, body: Body, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        promise = await look(office, _pressed(body, context))
        if not isinstance(promise, Refusal):
            await open_form(client, body, more_time_form(promise, later_due(office, promise)))
        await ack()

    return ask


def _asks_for_reassignment(office: Office) -> Listener:
    async def ask(
        ack: AsyncAck, body: Body, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        promise = await look(office, _pressed(body, context))
        if not isinstance(promise, Refusal):
            state = "is overdue" if promise.broken_at else "is due soon"
            reason = f"The {promise.name} promised to the customer {state}."
            given = {"ticket": promise.ticket.number, "reason": reason}
            await open_form(client, body, request_form(KINDS["reassign"], given))
        await ack()

    return ask


def _calls(office: Office) -> Listener:
    async def call(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await call_owner(office, _pressed(body, context))
        await ack()

    return call


def _mutes(office: Office, *, quiet: bool) -> Listener:
    async def mute_lists(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await mute(office, press_delivery(body, context), quiet=quiet)
        await ack()

    return mute_lists


def _pressed(body: Body, context: AsyncBoltContext) -> PromiseClick:
    return _click(press_delivery(body, context), pressed(body)[1])


def _click(delivery: Delivery, value: str) -> PromiseClick:
    return PromiseClick(
        key=delivery.key,
        by=delivery.by,
        name=delivery.name,
        channel=delivery.channel,
        promise_id=read_promise_value(value),
    )
