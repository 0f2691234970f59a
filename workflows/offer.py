"""Bring a pending request to whom it concerns, now or when the next shift begins."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import OfferRequest
from rulebook.entitlement import decides, entitled
from rulebook.moves import State
from rulebook.people import Member
from rulebook.request import Decision, Request
from store import copies, outbox, requests
from store.tables import Audience
from workflows.carry_out import carry_out
from workflows.office import Office


async def bring_to_a_decision(tx: AsyncConnection, office: Office, request: Request) -> None:
    """Carry a request out where who asks decides alone, else offer it.

    Raises NobodyCouldDecide.
    """
    duty = await office.duty(tx)
    if not entitled(request.requester.id, request, duty, office.team):
        decides(request.requester, duty, office.team)
        await offer(tx, office, request)
        return
    decision = Decision(by=request.requester, at=office.clock())
    await requests.move(tx, request, State.APPROVED, decision=decision, duty=duty)
    await carry_out(tx, office, request, request.requester)
    await _card_for(tx, office, request, request.requester)


async def offer(tx: AsyncConnection, office: Office, request: Request) -> None:
    """Queue the card for who decides now; outside support hours, wait for the next shift."""
    now = office.clock()
    duty = await office.duty(tx)
    if not duty.is_lead and not office.hours.is_open(now):
        then = await office.next_shift(tx)
        await requests.note(tx, request.id, waits_until=then)
        later = OfferRequest(request_id=request.id)
        await outbox.queue(tx, [later], request_id=request.id, due_at=then)
        return
    duty = decides(request.requester, duty, office.team)
    await requests.note(tx, request.id, duty=duty, waits_until=None)
    await _card_for(tx, office, request, duty.who)


async def _card_for(tx: AsyncConnection, office: Office, request: Request, decider: Member) -> None:
    await copies.add(tx, request.id, Audience.DECIDER, decider.id)
    if office.channel:
        await copies.add(tx, request.id, Audience.CHANNEL, office.channel)


async def offer_waiting(office: Office, request_id: int) -> None:
    """Offer a request whose next shift has begun."""
    async with office.transaction() as tx:
        request = await requests.find(tx, request_id)
        if request and request.state is State.PENDING and request.waits_until:
            await offer(tx, office, request)
            await show(tx, office, request_id)


async def show(tx: AsyncConnection, office: Office, request_id: int) -> None:
    """Bring every copy of a request's card up to date."""
    stale = await copies.show_all(tx, request_id)
    await outbox.queue(tx, stale, request_id=request_id, due_at=office.clock())
