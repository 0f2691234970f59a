"""Ask the outside what a kind's check and card need, before any transaction."""

import asyncio

from rulebook.facts import ColleagueFacts, Facts, TicketFacts
from rulebook.form import Form, Widget
from rulebook.people import Member, Person
from rulebook.ports import NotHeard
from rulebook.refusals import OnlyMembersAsk
from rulebook.tickets import Situation, Ticket
from store import promises
from workflows.context import PATIENCE, Context


async def heard_in_time(context: Context, form: Form, requester_id: str) -> Facts | None:
    """Gather within PATIENCE seconds; None where the outside is slower, or did not answer."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await gather(context, form, requester_id)
    except (TimeoutError, NotHeard):
        return None


async def gather(context: Context, form: Form, requester_id: str) -> Facts:
    """Look everything up at once. Raises NotHeard, and OnlyMembersAsk for guests and strangers."""
    tickets = [name for name in form.named(Widget.TICKET) if getattr(form, name)]
    colleagues = form.named(Widget.COLLEAGUE)
    customers = [name for name in form.named(Widget.CUSTOMER) if getattr(form, name)]
    requester, nameless, its_tickets, its_colleagues, its_customers = await asyncio.gather(
        context.members.member(requester_id),
        is_nameless(context, requester_id),
        asyncio.gather(*(_ticket(context, getattr(form, name)) for name in tickets)),
        asyncio.gather(
            *(_colleague(context, getattr(form, name) or requester_id) for name in colleagues)
        ),
        asyncio.gather(*(context.helpdesk.customer(getattr(form, name)) for name in customers)),
    )
    if requester is None or requester.guest or requester.deactivated or requester.bot:
        raise OnlyMembersAsk
    return Facts(
        helpdesk=context.helpdesk.name,
        requester=requester,
        at=context.clock(),
        limits=context.limits,
        tickets=dict(zip(tickets, its_tickets, strict=True)),
        colleagues=dict(zip(colleagues, its_colleagues, strict=True)),
        customers=dict(zip(customers, its_customers, strict=True)),
        nameless=nameless,
    )


async def is_nameless(context: Context, member_id: str) -> bool:
    """Tell whether somebody may decide, but no note can bear their name. Raises NotHeard."""
    decider = context.team.decider(member_id)
    if decider is None:
        return False
    known = await context.members.member(member_id) or decider
    return not known.email or await context.helpdesk.person(known.email) is None


async def _ticket(context: Context, number: str) -> TicketFacts | None:
    ticket = await context.helpdesk.ticket(number)
    return await about(context, ticket) if ticket else None


async def about(context: Context, ticket: Ticket) -> TicketFacts:
    """Gather what a card says about a ticket besides the ticket itself. Raises NotHeard."""
    email = ticket.owner.email if ticket.owner else ""
    owner = await context.members.member_by_email(email) if email else None
    async with context.database.reading(once=True) as tx:
        next_update = await promises.next_due(tx, ticket.key)
    return TicketFacts(ticket=ticket, owner=owner, next_update=next_update)


async def _colleague(context: Context, member_id: str) -> ColleagueFacts | None:
    member = await context.members.member(member_id)
    if member is None:
        return None
    person = await context.helpdesk.person(member.email) if member.email else None
    situation = await _situation(context, member, person) if person else None
    return ColleagueFacts(member=member, person=person, situation=situation)


async def _situation(context: Context, member: Member, person: Person) -> Situation:
    tickets = (await context.helpdesk.bin(person)).tickets
    now = context.clock()
    _, tonight = context.hours.day_of(now)
    async with context.database.reading(once=True) as tx:
        due_today = await promises.due_before(tx, tickets, tonight)
    return Situation(
        open_tickets=len(tickets),
        due_today=due_today,
        on_shift=context.hours.somewhere_else(member.timezone).is_open(now),
    )
