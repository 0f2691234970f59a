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
from workflows.gather import about
from workflows.office import Office
from workflows.reopen import difference, reopen


async def change_helpdesk(office: Office, claim: Claim, effect: HelpdeskEffect) -> Outcome | None:
    """Do what the effect says."""
    match effect:
        case AssignTicket():
            return await assign_ticket(office, claim, effect)
        case PutBack():
            return await put_back(office, claim, effect)
        case CreateTicket():
            return await create_ticket(office, claim, effect)
        case WriteNote():
            return await write_note(office, claim, effect)
        case _:
            assert_never(effect)


async def assign_ticket(office: Office, claim: Claim, effect: AssignTicket) -> Outcome | None:
    """Give the ticket away, unless it is no longer what the card showed: then reopen."""
    by = await _person(office, effect.by)
    if isinstance(by, GiveUp):
        return by
    now = await _as_it_is(office, effect.ticket)
    if isinstance(now, GiveUp):
        return now
    again = claim.attempts > 1
    if again and _owner(now) == effect.owner.id:
        return Done(reference=now.key, link=now.link)
    if changed := difference(effect.ticket, now):
        return await reopen(office, claim, await about(office, now), changed)
    return await office.helpdesk.assign(now.key, effect.owner, by, again=again)


async def put_back(office: Office, claim: Claim, effect: PutBack) -> Outcome:
    """Give the ticket back, unless it has gone on to somebody else or was closed meanwhile."""
    by = await _person(office, effect.by)
    if isinstance(by, GiveUp):
        return by
    now = await _as_it_is(office, effect.ticket)
    if isinstance(now, GiveUp):
        return now
    if _owner(now) == (effect.owner and effect.owner.id):
        return Done(reference=now.key, link=now.link)
    left = effect.ticket.model_copy(update={"state": now.state})
    seen = effect.ticket if now.state is TicketState.CLOSED else left  # it may well wait by now
    if changed := difference(seen, now):
        return GiveUp(because=f"{plain(changed)} It was left so; put it right there by hand.")
    return await office.helpdesk.assign(now.key, effect.owner, by, again=claim.attempts > 1)


async def create_ticket(office: Office, claim: Claim, effect: CreateTicket) -> Outcome | None:
    """Create the ticket, unless the ones it belongs to are no longer what the card showed."""
    by = await _person(office, effect.by)
    if isinstance(by, GiveUp):
        return by
    again = claim.attempts > 1
    for seen in effect.seen:
        now = await _as_it_is(office, seen)
        if isinstance(now, GiveUp):
            return now
        if changed := difference(seen, now):
            there = await office.helpdesk.created(effect.draft) if again else None
            if there:
                return Done(reference=there.key, link=there.link, made=there)
            return await reopen(office, claim, await about(office, now), changed)
    created = await office.helpdesk.create(effect.draft, by, again=again)
    if not isinstance(created, Ticket):
        return created
    return Done(reference=created.key, link=created.link, made=created)


async def write_note(office: Office, claim: Claim, effect: WriteNote) -> Outcome:
    """Write the note in the decider's name."""
    by = await _person(office, effect.by)
    if isinstance(by, GiveUp):
        return by
    ticket, note = effect.ticket, effect.note
    if ticket is None or effect.names_new:
        created = await _created(office, claim)
        ticket = ticket or created
        note = note.naming(effect.names_new, written(created)) if effect.names_new else note
    again = claim.attempts > 1
    return await office.helpdesk.write_note(ticket.key, note, by, again=again)


async def _as_it_is(office: Office, seen: Ticket) -> Ticket | GiveUp:
    now = await office.helpdesk.ticket(seen.number)
    if now is None:
        gone = f"{office.helpdesk.name} has no ticket {seen.name} any more."
        return GiveUp(because=f"{gone} Check there what became of it.")
    if now.key != seen.key:
        return GiveUp(because=f"{seen.name} names another ticket by now. Check its number.")
    return now


async def _created(office: Office, claim: Claim) -> Ticket:
    async with office.database.reading() as tx:
        request = await requests.get(tx, claim.request_id or 0)
    assert request.created  # noqa: S101 (its note waits until it is)
    return request.created


def _owner(ticket: Ticket) -> str | None:
    return ticket.owner.id if ticket.owner else None


async def _person(office: Office, member: Member) -> Person | GiveUp:
    helpdesk = office.helpdesk.name
    known = await office.members.member(member.id) or member
    person = await office.helpdesk.person(known.email) if known.email else None
    return person or GiveUp(
        because=f"{helpdesk} knows nobody under {member.name}'s e-mail address. Add them there."
    )
