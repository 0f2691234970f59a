"""Promises: their commands, their forms, and the buttons on word of them."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
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
from handlers.forms import refuse
from handlers.incoming import (
    Body,
    command_incoming,
    form_incoming,
    press_incoming,
    pressed,
    unescaped,
)
from handlers.opening import open_form
from rulebook.command import CALL, PROMISE
from rulebook.kinds import KINDS
from rulebook.promises import Promise, Promised
from rulebook.refusals import Refusal, WordsNeeded
from rulebook.tickets import ticket_number
from rulebook.when import WhenIsItDue
from workflows.context import Context
from workflows.incoming import Incoming
from workflows.lists.muting import mute
from workflows.promises.buttons import (
    PromiseClick,
    call_owner,
    check_action,
    find,
    more_time,
    updated,
)
from workflows.promises.due import later_due, next_due, understood
from workflows.promises.make import Asked, make

Listener = Callable[..., Awaitable[Any]]


def listen(app: AsyncApp, context: Context) -> None:
    """Hear everything about promises."""
    app.command(PROMISE.name)(_promises(context, Promised.UPDATE))
    app.command(CALL.name)(_promises(context, Promised.CALL))
    app.view(FormId.PROMISE)(_fills_in(context))
    app.view(FormId.MORE_TIME)(_moves(context))
    app.action(Action.UPDATED)(_updated(context))
    app.action(Action.PROMISE_NEXT)(_promises_next(context))
    app.action(Action.MORE_TIME)(_asks_for_time(context))
    app.action(Action.ASK_FOR_REASSIGNMENT)(_asks_for_reassignment(context))
    app.action(Action.CALL_OWNER)(_calls(context))
    app.action(Action.MUTE)(_mutes(context, quiet=True))
    app.action(Action.UNMUTE)(_mutes(context, quiet=False))


def _promises(context: Context, what: Promised) -> Listener:
    async def promise(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        asked = _read(context, what, unescaped(body.get("text", "")))
        try:
            made = await make(context, command_incoming(body, authorize_result), asked)
        except Refusal as refusal:
            if refusal.field:
                number = ticket_number(asked.ticket) or ""
                known = "" if refusal.field == BlockId.TICKET else number
                at = await understood(context, body["user_id"], asked.when)
                errors = {refusal.field: f"{refusal}"}
                form = promise_form(what, known, at=at, minutes=asked.minutes, errors=errors)
                await open_form(client, body, form)
                await ack()
            else:
                await ack(**answer(refusal.sentence))
        else:
            await ack(**answer(made_words(made, context.hours.timezone)))

    return promise


def _read(context: Context, what: Promised, line: str) -> Asked:
    ticket, _, words = line.strip().partition(" ")
    when, minutes = words.strip(), 0
    if what is Promised.CALL:
        when, minutes = context.times.with_length(when)
    return Asked(what=what, ticket=ticket, when=when, minutes=minutes)


def _fills_in(context: Context) -> Listener:
    async def fill_in(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        what, ticket, when, minutes = read_promise_form(body["view"])
        asked = Asked(what=what, ticket=ticket, when=when or "", minutes=minutes)
        try:
            made = await make(context, form_incoming(body, authorize_result), asked)
        except Refusal as refusal:
            await refuse(ack, body["view"], refusal)
        else:
            words = made_words(made, context.hours.timezone)
            await ack(response_action="update", view=message_form("Promised", words))

    return fill_in


def _moves(context: Context) -> Listener:
    async def move(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        view = body["view"]
        when, reason = read_more_time_form(view)
        click = _click(form_incoming(body, authorize_result), view["private_metadata"])
        try:
            if when is None:
                raise WhenIsItDue(field=BlockId.WHEN)
            if not reason.strip():
                raise WordsNeeded(field=BlockId.REASON)
            made = await more_time(context, click, when, reason.strip())
        except Refusal as refusal:
            await refuse(ack, view, refusal)
        else:
            words = made_words(made, context.hours.timezone)
            await ack(response_action="update", view=message_form("Moved", words))

    return move


def _updated(context: Context) -> Listener:
    async def update(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        promise = await updated(context, _pressed(body, authorize_result))
        if not isinstance(promise, Refusal) and not promise.is_call:
            await open_form(client, body, _next_form(context, promise))
        await ack()

    return update


def _promises_next(context: Context) -> Listener:
    async def promise_next(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        promise = await find(context, read_promise_value(pressed(body)[1]))
        if promise:
            await open_form(client, body, _next_form(context, promise))
        await ack()

    return promise_next


def _next_form(context: Context, promise: Promise) -> Json:
    at = next_due(context, promise)
    return promise_form(Promised.UPDATE, promise.ticket.number, at=at, following=True)


def _asks_for_time(context: Context) -> Listener:
    async def ask(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        promise = await check_action(context, _pressed(body, authorize_result))
        if not isinstance(promise, Refusal):
            await open_form(client, body, more_time_form(promise, later_due(context, promise)))
        await ack()

    return ask


def _asks_for_reassignment(context: Context) -> Listener:
    async def ask(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        promise = await check_action(context, _pressed(body, authorize_result))
        if not isinstance(promise, Refusal):
            state = "is overdue" if promise.broken_at else "is due soon"
            reason = f"The {promise.name} promised to the customer {state}."
            given = {"ticket": promise.ticket.number, "reason": reason}
            await open_form(client, body, request_form(KINDS["reassign"], given))
        await ack()

    return ask


def _calls(context: Context) -> Listener:
    async def call(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        await call_owner(context, _pressed(body, authorize_result))
        await ack()

    return call


def _mutes(context: Context, *, quiet: bool) -> Listener:
    async def mute_lists(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        await mute(context, press_incoming(body, authorize_result), quiet=quiet)
        await ack()

    return mute_lists


def _pressed(body: Body, authorize_result: AuthorizeResult) -> PromiseClick:
    return _click(press_incoming(body, authorize_result), pressed(body)[1])


def _click(incoming: Incoming, value: str) -> PromiseClick:
    return PromiseClick(
        key=incoming.key,
        by=incoming.by,
        name=incoming.name,
        channel=incoming.channel,
        promise_id=read_promise_value(value),
    )
