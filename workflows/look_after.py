"""What is done about a promise when the instant of one of its steps has come."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import CatchUp, LookAfter, RemoveReminder, ShowReminder
from rulebook.people import Member
from rulebook.ports import NotHeard
from rulebook.promises import (
    Promise,
    PromiseState,
    Step,
    is_kept_by_a_reply,
    step_at,
    steps,
)
from rulebook.tickets import Ticket, TicketState
from store import outbox, promises, reminders
from store.tables import Reminded
from workflows.office import Office
from workflows.promise import end, look_after_next, record
from workflows.trail import CLOCK
from workflows.whose import whose

# A helpdesk that is silent for longer than these attempts take does not hold a reminder back.
_ATTEMPTS = 3
# What is later than this came due while nobody was there: it is told in one message with the rest.
LATE = timedelta(minutes=2)


async def look_after(office: Office, due: LookAfter, attempts: int) -> None:
    """Remind whoever has the ticket now, unless the customer heard from us. Raises NotHeard."""
    async with office.database.reading() as tx:
        promise = await promises.find(tx, due.promise_id)
    if promise is None or promise.state is not PromiseState.OPEN:
        return
    ticket = await _as_it_is(office, promise, attempts)
    owner = await whose(office, ticket) if ticket else None
    async with office.transaction() as tx:
        held = await promises.hold(tx, promise.id)
        if held and held.state is PromiseState.OPEN:
            await _go_on(tx, office, held, ticket, owner)


async def follow(tx: AsyncConnection, office: Office, promise: Promise, ticket: Ticket) -> bool:
    """End a promise that the ticket itself ends: by a reply, or because it is closed."""
    await promises.seen(tx, ticket)
    if is_kept_by_a_reply(promise, ticket):
        return await end(tx, office, promise, PromiseState.KEPT)
    if ticket.state is TicketState.CLOSED:
        return await end(tx, office, promise, PromiseState.DROPPED)
    return False


async def _as_it_is(office: Office, promise: Promise, attempts: int) -> Ticket | None:
    try:
        return await office.helpdesk.ticket(promise.ticket.number)
    except NotHeard:
        if attempts < _ATTEMPTS:
            raise
        return promise.ticket


async def _go_on(
    tx: AsyncConnection,
    office: Office,
    promise: Promise,
    ticket: Ticket | None,
    owner: Member | None,
) -> None:
    if ticket is None:  # it was deleted
        await end(tx, office, promise, PromiseState.DROPPED)
        return
    if await follow(tx, office, promise, ticket):
        return
    step = step_at(steps(promise, office.hours, office.remind_before), office.clock())
    if step is None:
        await look_after_next(tx, office, promise)
        return
    duty = await office.duty(tx)
    await _word(tx, office, promise, step, Reminded.OWNER, to=owner or duty.who)
    if step.is_due and promise.broken_at is None:
        await promises.note(tx, promise.id, broken_at=promise.due)
        await record(tx, office, promise, f"{promise.name} broken", CLOCK)
        lead = duty.who if owner is None or duty.who.id != owner.id else office.team.manager
        if owner is None or lead.id != owner.id:
            await _word(tx, office, promise, step, Reminded.LEAD, to=lead)
    held = await promises.find(tx, promise.id)
    if held and held.broken_at is None:
        await look_after_next(tx, office, held)


async def _word(  # noqa: PLR0913 (of which step of what to whom)
    tx: AsyncConnection,
    office: Office,
    promise: Promise,
    step: Step,
    audience: Reminded,
    *,
    to: Member,
) -> None:
    """Tell somebody of a step, once; what they were told before is taken away."""
    now = office.clock()
    late = now - step.at > LATE
    before = await reminders.of_promise(tx, promise.id)
    if not await reminders.add(
        tx, promise.id, step.name, step.at, audience, sent_to=to.id, gathered=late
    ):
        return
    if late:
        await outbox.queue(tx, [CatchUp(to=to)], request_id=None, due_at=now)
        return
    new = [
        ShowReminder(reminder_id=each.id)
        for each in await reminders.of_promise(tx, promise.id)
        if (each.step, each.audience) == (step.name, audience)
    ]
    old = [RemoveReminder(reminder_id=each.id) for each in before if each.audience is audience]
    await outbox.queue(tx, [*new, *old], request_id=None, due_at=now)
