"""Bring a pending request to whom it concerns, now or when the next shift begins."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.duty import Duty
from rulebook.entitlement import decides, entitled, somebody_could_decide
from rulebook.kinds import KINDS
from rulebook.moves import OPEN, State
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.refusals import NobodyCouldDecide, NobodyInTheHelpdesk
from rulebook.request import Decision, Request
from store import copies, requests
from store.tables import Audience
from workflows.carry_out import carry_out
from workflows.clocks import expire_then, new_turn
from workflows.office import Office
from workflows.word import tell


async def bring_to_a_decision(tx: AsyncConnection, office: Office, request: Request) -> Request:
    """Carry a request out where nobody has to decide or who asks may, else offer it; return it.

    Raises NobodyCouldDecide, NobodyInTheHelpdesk.
    """
    duty = await office.duty(tx)
    if request.facts and not KINDS[request.kind].approval_is_needed(request):
        return await offer(tx, office, await _approved(tx, request), duty)
    if entitled(request.requester.id, request, duty, office.team):
        if request.facts and request.facts.nameless:
            raise NobodyInTheHelpdesk(helpdesk=request.facts.helpdesk, who=request.requester)
        decision = Decision(by=request.requester, at=office.clock())
        because = f"{request.requester.name} decides this alone."
        duty = Duty(who=request.requester, because=because, chosen=True)
        approved = await _approved(tx, request, decision=decision, duty=duty)
        await carry_out(tx, office, approved)
        if office.channel:
            await copies.add(tx, request.id, Audience.CHANNEL, office.channel)
        return approved
    somebody_could_decide(request.requester, office.team)
    offered = await offer(tx, office, request, duty)
    await expire_then(tx, office, offered)
    return offered


async def _approved(tx: AsyncConnection, request: Request, **values: Any) -> Request:  # noqa: ANN401
    approved = await requests.move(tx, request, State.APPROVED, **values)
    assert approved  # noqa: S101 (this transaction made it what it is)
    return approved


async def offer(tx: AsyncConnection, office: Office, request: Request, duty: Duty) -> Request:
    """Queue the card for who decides now; outside support hours, wait for the next shift."""
    if duty.is_lead or office.hours.is_open(office.clock()):
        try:
            decider = decides(request.requester, duty, office.team)
        except NobodyCouldDecide:  # the manager asks; a lead is there later, if one has to decide
            return request if request.went_ahead else await _wait(tx, office, request)
        return await hand_to(tx, office, request, decider)
    return await _wait(tx, office, request)


async def hand_to(
    tx: AsyncConnection, office: Office, request: Request, duty: Duty, *, asked_for: bool = False
) -> Request:
    """Give a request to somebody, with a card and their time to answer.

    A card that they had before changes without a sound, so they are told; not who `asked_for` it.
    """
    is_new = await card_for(tx, office, request, duty.who)
    if not is_new and not asked_for and request.state in OPEN:
        words = phrase("This is with you now: {who} waits for a word.", who=request.requester)
        await tell(tx, office, request, [duty.who], words)
    return await new_turn(tx, office, request, duty=duty, waits_until=None)


async def card_for(tx: AsyncConnection, office: Office, request: Request, decider: Member) -> bool:
    """Queue a decider's card, and the channel's if there is one. False: they had one before."""
    if office.channel:
        await copies.add(tx, request.id, Audience.CHANNEL, office.channel)
    return await copies.add(tx, request.id, Audience.DECIDER, decider.id)


async def _wait(tx: AsyncConnection, office: Office, request: Request) -> Request:
    until = await office.next_shift(tx)
    return await new_turn(tx, office, request, duty=None, waits_until=until)
