"""Submit a request: checked, kept, and on its way to whom it concerns, in one transaction."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.checks import nothing_sensitive
from rulebook.effects.clock import CheckRequest
from rulebook.facts import Facts
from rulebook.form import Form
from rulebook.kinds import AnyKind
from rulebook.moves import Move, State
from rulebook.people import Member
from rulebook.request import Request
from store import copies, events, inbox, outbox, requests
from store.tables import Audience
from workflows.context import Context
from workflows.incoming import Incoming
from workflows.mechanics.refresh_cards import refresh_with_others
from workflows.requests.gather import heard_in_time
from workflows.requests.routing import bring_to_a_decision


@dataclass(frozen=True)
class Submitted:
    """The request a command led to; `new` unless it was open already, or the incoming a repeat."""

    request: Request
    new: bool


async def submit(
    context: Context, incoming: Incoming, kind: AnyKind, given: dict[str, Any]
) -> Submitted:
    """Keep a request. Raises pydantic's ValidationError and every Refusal of the kind's check."""
    form = kind.read(given)
    nothing_sensitive(form, context.scanner)
    async with context.database.reading(once=True) as tx:
        led_to = await inbox.led_to(tx, incoming.key)
    if led_to is not None:
        async with context.database.reading() as tx:
            return Submitted(await requests.get(tx, led_to), new=False)
    facts = await heard_in_time(context, form, incoming.by)
    if facts:
        kind.check(form, facts)
    try:
        return await _keep(context, incoming, kind, form, facts)
    except IntegrityError:  # somebody else asked the same at the same moment
        return await _keep(context, incoming, kind, form, facts)


async def _keep(
    context: Context, incoming: Incoming, kind: AnyKind, form: Form, facts: Facts | None
) -> Submitted:
    asked = form.given
    subject = kind.subject(asked)
    async with context.transaction() as tx:
        if not await inbox.first(tx, incoming.key, context.clock()):
            led_to = await inbox.led_to(tx, incoming.key)
            return Submitted(await requests.get(tx, led_to or 0), new=False)
        if request := await requests.find_open(tx, subject):
            await inbox.concerns(tx, incoming.key, request.id)
            return Submitted(request, new=False)
        requester = facts.requester if facts else Member(id=incoming.by, name=incoming.name)
        request = await requests.add(
            tx,
            subject,
            form.numbers,
            key=token_hex(4),
            kind=kind.name,
            state=State.PENDING if facts else State.CHECKING,
            form=asked,
            requester=requester,
            submitted_at=context.clock(),
            facts=facts,
        )
        await inbox.concerns(tx, incoming.key, request.id)
        await events.record(
            tx,
            request_id=request.id,
            at=context.clock(),
            who=incoming.by,
            what=Move.SUBMIT,
            after=asked,
        )
        await copies.add(tx, request.id, Audience.REQUESTER, requester.id)
        request = await _send_on(tx, context, request)
        await refresh_with_others(tx, context, request.id)
        return Submitted(request, new=True)


async def _send_on(tx: AsyncConnection, context: Context, request: Request) -> Request:
    if request.state is not State.CHECKING:
        return await bring_to_a_decision(tx, context, request)
    later = CheckRequest(request_id=request.id)
    await outbox.queue(tx, [later], request_id=request.id, due_at=context.clock())
    return request
