"""Effects in the helpdesk."""

from rulebook.effects import AssignTicket, WriteNote
from rulebook.people import Member, Person
from rulebook.ports import Done, GiveUp, Outcome
from store.outbox import Claim
from workflows.gather import about
from workflows.office import Office
from workflows.reopen import difference, reopen


async def assign_ticket(office: Office, claim: Claim, effect: AssignTicket) -> Outcome | None:
    """Give the ticket away, unless it is no longer what the card showed: then reopen."""
    by = await _person(office, effect.by)
    if isinstance(by, GiveUp):
        return by
    now = await office.helpdesk.ticket(effect.ticket.number)
    if now is None:
        return GiveUp(
            because=f"{office.helpdesk.name} has no ticket {effect.ticket.name} any more."
        )
    if now.key != effect.ticket.key:
        return GiveUp(because=f"{effect.ticket.name} names another ticket by now.")
    again = claim.attempts > 1
    if again and now.owner and now.owner.id == effect.owner.id:
        return Done(reference=now.key, link=now.link)
    if changed := difference(effect.ticket, now):
        return await reopen(office, claim, await about(office, now), changed)
    return await office.helpdesk.assign(now.key, effect.owner, by, again=again)


async def write_note(office: Office, claim: Claim, effect: WriteNote) -> Outcome:
    """Write the note in the decider's name."""
    by = await _person(office, effect.by)
    if isinstance(by, GiveUp):
        return by
    again = claim.attempts > 1
    return await office.helpdesk.write_note(effect.ticket.key, effect.note, by, again=again)


async def _person(office: Office, member: Member) -> Person | GiveUp:
    helpdesk = office.helpdesk.name
    known = await office.members.member(member.id) or member
    person = await office.helpdesk.person(known.email) if known.email else None
    return person or GiveUp(
        because=f"{helpdesk} knows nobody under {member.name}'s e-mail address. Add them there."
    )
