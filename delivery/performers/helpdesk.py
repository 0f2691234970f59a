"""The helpdesk's performer: assignments, creations and notes, in the decider's name."""

from delivery.job import Job
from delivery.performers.registry import performs
from rulebook.effects.helpdesk import AssignTicket, CreateTicket, PutBack, WriteNote
from rulebook.people import Member, Person
from rulebook.phrase import plain
from rulebook.ports import Done, GiveUp, Outcome
from rulebook.result import Result
from rulebook.tickets import Ticket, TicketState
from store import requests
from workflows.context import Context
from workflows.requests.gather import about
from workflows.requests.reopen import difference, reopen


@performs(AssignTicket)
async def assign_ticket(job: Job, effect: AssignTicket) -> Outcome | None:
    """Give the ticket away, unless it is no longer what the card showed: then reopen."""
    context = job.context
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    now = await _as_it_is(context, effect.ticket)
    if isinstance(now, GiveUp):
        return now
    again = job.again
    if again and _owner(now) == effect.owner.id:
        return Done(reference=now.key, link=now.link)
    if changed := difference(effect.ticket, now):
        return await reopen(context, job.claim, await about(context, now), changed)
    return await context.helpdesk.assign(now.key, effect.owner, by, again=again)


@performs(PutBack)
async def put_back(job: Job, effect: PutBack) -> Outcome:
    """Give the ticket back, unless it has gone on to somebody else or was closed meanwhile."""
    context = job.context
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    now = await _as_it_is(context, effect.ticket)
    if isinstance(now, GiveUp):
        return now
    if _owner(now) == (effect.owner and effect.owner.id):
        return Done(reference=now.key, link=now.link)
    left = effect.ticket.model_copy(update={"state": now.state})
    seen = effect.ticket if now.state is TicketState.CLOSED else left  # it may well wait by now
    if changed := difference(seen, now):
        return GiveUp(because=f"{plain(changed)} It was left so; put it right there by hand.")
    return await context.helpdesk.assign(now.key, effect.owner, by, again=job.again)


@performs(CreateTicket)
async def create_ticket(job: Job, effect: CreateTicket) -> Outcome | None:
    """Create the ticket, unless the ones it belongs to are no longer what the card showed."""
    context = job.context
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    again = job.again
    for seen in effect.seen:
        now = await _as_it_is(context, seen)
        if isinstance(now, GiveUp):
            return now
        if changed := difference(seen, now):
            there = await context.helpdesk.created(effect.draft) if again else None
            if there:
                return Done(reference=there.key, link=there.link, made=Result.of(there))
            return await reopen(context, job.claim, await about(context, now), changed)
    created = await context.helpdesk.create(effect.draft, by, again=again)
    if not isinstance(created, Ticket):
        return created
    return Done(reference=created.key, link=created.link, made=Result.of(created))


@performs(WriteNote)
async def write_note(job: Job, effect: WriteNote) -> Outcome:
    """Write the note in the decider's name."""
    context = job.context
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    note, on = effect.note, effect.ticket.key if effect.ticket else ""
    if effect.ticket is None or effect.names:
        results = await _results(job)
        on = on or results["ticket"].key
        for label, what in effect.names:
            note = note.naming(label, results[what].written)
    return await context.helpdesk.write_note(on, note, by, again=job.again)


async def _as_it_is(context: Context, seen: Ticket) -> Ticket | GiveUp:
    now = await context.helpdesk.ticket(seen.number)
    if now is None:
        gone = f"{context.helpdesk.name} has no ticket {seen.name} any more."
        return GiveUp(because=f"{gone} Check there what became of it.")
    if now.key != seen.key:
        return GiveUp(because=f"{seen.name} names another ticket by now. Check its number.")
    return now


async def _results(job: Job) -> dict[str, Result]:
    """The results of the steps before it; it waits until they are there."""
    async with job.context.database.reading() as tx:
        return (await requests.get(tx, job.claim.request_id or 0)).results


def _owner(ticket: Ticket) -> str | None:
    return ticket.owner.id if ticket.owner else None


async def _person(context: Context, member: Member) -> Person | GiveUp:
    helpdesk = context.helpdesk.name
    known = await context.members.member(member.id) or member
    person = await context.helpdesk.person(known.email) if known.email else None
    return person or GiveUp(
        because=f"{helpdesk} knows nobody under {member.name}'s e-mail address. Add them there."
    )
