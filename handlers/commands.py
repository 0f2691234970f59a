"""Slash commands."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from cards.desk import desk_answer
from cards.forms import request_form
from cards.roster import roster_form
from cards.words import answer
from handlers.answers import submitted_words, with_what_was_typed
from handlers.incoming import Body, as_typed, command_incoming, unescaped
from handlers.opening import open_form
from rulebook.command import DESK, ROSTER
from rulebook.commands import commands
from rulebook.kind import field_errors
from rulebook.kinds import ASKED_FOR, AnyKind
from rulebook.refusals import Refusal
from workflows.context import Context
from workflows.people.desk import the_desk
from workflows.requests.submit import submit
from workflows.roster.change import may_keep_roster, the_roster

Listener = Callable[..., Awaitable[Any]]


def listen(app: AsyncApp, context: Context) -> None:
    """Hear the command of every kind, the roster's and the desk's."""
    for kind in ASKED_FOR.values():
        app.command(kind.command.name)(_asks(context, kind))
    app.command(ROSTER.name)(_roster(context))
    app.command(DESK.name)(_desk(context))


def _asks(context: Context, kind: AnyKind) -> Listener:
    async def ask(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        typed = body.get("text", "")
        given = {name: unescaped(words) for name, words in kind.form.read_line(typed).items()}
        try:
            submitted = await submit(context, command_incoming(body, authorize_result), kind, given)
        except ValidationError as invalid:
            wrong = field_errors(invalid).items()
            errors = {name: words for name, words in wrong if name in given}
            await open_form(client, body, request_form(kind, given, errors))
            await ack()
        except Refusal as refusal:
            await ack(**answer(with_what_was_typed(refusal.sentence, kind, as_typed(typed))))
        else:
            await ack(**answer(submitted_words(submitted, body["user_id"])))

    return ask


def _roster(context: Context) -> Listener:
    async def keep(
        ack: AsyncAck, body: Body, client: AsyncWebClient, authorize_result: AuthorizeResult
    ) -> None:
        try:
            may_keep_roster(context, command_incoming(body, authorize_result).by)
        except Refusal as refusal:
            await ack(**answer(refusal.sentence))
            return
        view = roster_form(await the_roster(context), context.team, context.hours.timezone.key)
        await open_form(client, body, view)
        await ack()

    return keep


def _desk(context: Context) -> Listener:
    async def look(ack: AsyncAck, body: Body, authorize_result: AuthorizeResult) -> None:
        desk = await the_desk(context, command_incoming(body, authorize_result).by)
        await ack(**desk_answer(desk, commands()))

    return look
