"""Bring a pending request to whom it concerns, now or when the next shift begins."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import OfferRequest
from rulebook.entitlement import decides
from rulebook.moves import State
from rulebook.request import Request
from store import copies, outbox, requests
from store.tables import Audience
from workflows.office import Office


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
    await copies.add(tx, request.id, Audience.DECIDER, duty.who.id)
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
