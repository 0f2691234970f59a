"""Submit a request: checked, kept, and on its way to whom it concerns, in one transaction."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.checks import nothing_sensitive
from rulebook.effects import CheckRequest
from rulebook.facts import Facts
from rulebook.form import Form
from rulebook.kinds import AnyKind
from rulebook.moves import Move, State
from rulebook.people import Member
from rulebook.request import Request
from store import copies, deliveries, events, outbox, requests
from store.tables import Audience
from workflows.gather import heard_in_time
from workflows.offer import bring_to_a_decision
from workflows.office import Delivery, Office
from workflows.show import show_with_others


@dataclass(frozen=True)
class Submitted:
    """The request a command led to; `new` unless it was open already, or the delivery a repeat."""

    request: Request
    new: bool


async def submit(
    office: Office, delivery: Delivery, kind: AnyKind, given: dict[str, Any]
) -> Submitted:
    """Keep a request. Raises pydantic's ValidationError and every Refusal of the kind's check."""
    form = kind.read(given)
    nothing_sensitive(form, office.scanner)
    async with office.database.reading(once=True) as tx:
        led_to = await deliveries.led_to(tx, delivery.key)
    if led_to is not None:
        async with office.database.reading() as tx:
            return Submitted(await requests.get(tx, led_to), new=False)
    facts = await heard_in_time(office, form, delivery.by)
    if facts:
        kind.check(form, facts)
    try:
        return await _keep(office, delivery, kind, form, facts)
    except IntegrityError:  # somebody else asked the same at the same moment
        return await _keep(office, delivery, kind, form, facts)


async def _keep(
    office: Office, delivery: Delivery, kind: AnyKind, form: Form, facts: Facts | None
) -> Submitted:
    asked = form.given
    subject = kind.subject(asked)
    async with office.transaction() as tx:
        if not await deliveries.first(tx, delivery.key, office.clock()):
            led_to = await deliveries.led_to(tx, delivery.key)
            return Submitted(await requests.get(tx, led_to or 0), new=False)
        if request := await requests.find_open(tx, subject):
            await deliveries.concerns(tx, delivery.key, request.id)
            return Submitted(request, new=False)
        requester = facts.requester if facts else Member(id=delivery.by, name=delivery.name)
        request = await requests.add(
            tx,
            subject,
            form.numbers,
            key=token_hex(4),
            kind=kind.name,
            state=State.PENDING if facts else State.CHECKING,
            form=asked,
            requester=requester,
            submitted_at=office.clock(),
            facts=facts,
        )
        await deliveries.concerns(tx, delivery.key, request.id)
        await events.record(
            tx,
            request_id=request.id,
            at=office.clock(),
            who=delivery.by,
            what=Move.SUBMIT,
            after=asked,
        )
        await copies.add(tx, request.id, Audience.REQUESTER, requester.id)
        request = await _send_on(tx, office, request)
        await show_with_others(tx, office, request.id)
        return Submitted(request, new=True)


async def _send_on(tx: AsyncConnection, office: Office, request: Request) -> Request:
    if request.state is not State.CHECKING:
        return await bring_to_a_decision(tx, office, request)
    later = CheckRequest(request_id=request.id)
    await outbox.queue(tx, [later], request_id=request.id, due_at=office.clock())
    return request
