"""Effects in the helpdesk."""

from typing import assert_never

from rulebook.effects import AssignTicket, CreateTicket, HelpdeskEffect, PutBack, WriteNote
from rulebook.kind import written
from rulebook.people import Member, Person
from rulebook.phrase import plain
from rulebook.ports import Done, GiveUp, Outcome
from rulebook.tickets import Ticket, TicketState
from store import requests
from store.outbox import Claim
from workflows.context import Context
from workflows.requests.gather import about
from workflows.requests.reopen import difference, reopen


async def change_helpdesk(context: Context, claim: Claim, effect: HelpdeskEffect) -> Outcome | None:
    """Do what the effect says."""
    match effect:
        case AssignTicket():
            return await assign_ticket(context, claim, effect)
        case PutBack():
            return await put_back(context, claim, effect)
        case CreateTicket():
            return await create_ticket(context, claim, effect)
        case WriteNote():
            return await write_note(context, claim, effect)
        case _:
            assert_never(effect)


async def assign_ticket(context: Context, claim: Claim, effect: AssignTicket) -> Outcome | None:
    """Give the ticket away, unless it is no longer what the card showed: then reopen."""
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    now = await _as_it_is(context, effect.ticket)
    if isinstance(now, GiveUp):
        return now
    again = claim.attempts > 1
    if again and _owner(now) == effect.owner.id:
        return Done(reference=now.key, link=now.link)
    if changed := difference(effect.ticket, now):
        return await reopen(context, claim, await about(context, now), changed)
    return await context.helpdesk.assign(now.key, effect.owner, by, again=again)


async def put_back(context: Context, claim: Claim, effect: PutBack) -> Outcome:
    """Give the ticket back, unless it has gone on to somebody else or was closed meanwhile."""
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
    return await context.helpdesk.assign(now.key, effect.owner, by, again=claim.attempts > 1)


async def create_ticket(context: Context, claim: Claim, effect: CreateTicket) -> Outcome | None:
    """Create the ticket, unless the ones it belongs to are no longer what the card showed."""
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    again = claim.attempts > 1
    for seen in effect.seen:
        now = await _as_it_is(context, seen)
        if isinstance(now, GiveUp):
            return now
        if changed := difference(seen, now):
            there = await context.helpdesk.created(effect.draft) if again else None
            if there:
                return Done(reference=there.key, link=there.link, made=there)
            return await reopen(context, claim, await about(context, now), changed)
    created = await context.helpdesk.create(effect.draft, by, again=again)
    if not isinstance(created, Ticket):
        return created
    return Done(reference=created.key, link=created.link, made=created)


async def write_note(context: Context, claim: Claim, effect: WriteNote) -> Outcome:
    """Write the note in the decider's name."""
    by = await _person(context, effect.by)
    if isinstance(by, GiveUp):
        return by
    ticket, note = effect.ticket, effect.note
    if ticket is None or effect.names_new:
        created = await _created(context, claim)
        ticket = ticket or created
        note = note.naming(effect.names_new, written(created)) if effect.names_new else note
    again = claim.attempts > 1
    return await context.helpdesk.write_note(ticket.key, note, by, again=again)


async def _as_it_is(context: Context, seen: Ticket) -> Ticket | GiveUp:
    now = await context.helpdesk.ticket(seen.number)
    if now is None:
        gone = f"{context.helpdesk.name} has no ticket {seen.name} any more."
        return GiveUp(because=f"{gone} Check there what became of it.")
    if now.key != seen.key:
        return GiveUp(because=f"{seen.name} names another ticket by now. Check its number.")
    return now


async def _created(context: Context, claim: Claim) -> Ticket:
    async with context.database.reading() as tx:
        request = await requests.get(tx, claim.request_id or 0)
    assert request.created  # noqa: S101 (its note waits until it is)
    return request.created


def _owner(ticket: Ticket) -> str | None:
    return ticket.owner.id if ticket.owner else None


async def _person(context: Context, member: Member) -> Person | GiveUp:
    helpdesk = context.helpdesk.name
    known = await context.members.member(member.id) or member
    person = await context.helpdesk.person(known.email) if known.email else None
    return person or GiveUp(
        because=f"{helpdesk} knows nobody under {member.name}'s e-mail address. Add them there."
    )
