"""Bring a pending request to whom it concerns, now or when the next shift begins."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.duty import Duty
from rulebook.entitlement import decides, entitled, somebody_could_decide
from rulebook.kinds import KINDS
from rulebook.moves import OPEN, State
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.refusals import NobodyCouldDecide
from rulebook.request import Decision, Request
from store import copies, requests
from store.tables import Audience
from workflows.carry_out import carry_out
from workflows.clocks import new_turn, says_something_new
from workflows.office import Office
from workflows.word import tell


async def bring_to_a_decision(tx: AsyncConnection, office: Office, request: Request) -> None:
    """Carry a request out where nobody has to decide or who asks may, else offer it.

    Raises NobodyCouldDecide.
    """
    duty = await office.duty(tx)
    if request.facts and not KINDS[request.kind].approval_is_needed(request):
        await requests.move(tx, request, State.APPROVED)
        await offer(tx, office, await requests.get(tx, request.id))
    elif entitled(request.requester.id, request, duty, office.team):
        decision = Decision(by=request.requester, at=office.clock())
        because = f"{request.requester.name} decides this alone."
        duty = Duty(who=request.requester, because=because, chosen=True)
        await requests.move(tx, request, State.APPROVED, decision=decision, duty=duty)
        await carry_out(tx, office, await requests.get(tx, request.id))
        if office.channel:
            await copies.add(tx, request.id, Audience.CHANNEL, office.channel)
    else:
        somebody_could_decide(request.requester, office.team)
        await offer(tx, office, request)
        await says_something_new(tx, office, request.id)


async def offer(tx: AsyncConnection, office: Office, request: Request) -> None:
    """Queue the card for who decides now; outside support hours, wait for the next shift."""
    duty = await office.duty(tx)
    if duty.is_lead or office.hours.is_open(office.clock()):
        try:
            await hand_to(tx, office, request, decides(request.requester, duty, office.team))
        except NobodyCouldDecide:  # the manager asks; a lead is there later, if one has to decide
            if not request.went_ahead:
                await _wait(tx, office, request)
    else:
        await _wait(tx, office, request)


async def hand_to(
    tx: AsyncConnection, office: Office, request: Request, duty: Duty, *, asked_for: bool = False
) -> None:
    """Give a request to somebody, with a card and their time to answer.

    A card that they had before changes without a sound, so they are told; not who `asked_for` it.
    """
    await requests.note(tx, request.id, duty=duty, waits_until=None)
    is_new = await card_for(tx, office, request, duty.who)
    if not is_new and not asked_for and request.state in OPEN:
        words = phrase("This is with you now: {who} waits for a word.", who=request.requester)
        await tell(tx, office, request, [duty.who], words)
    await new_turn(tx, office, request.id)


async def card_for(tx: AsyncConnection, office: Office, request: Request, decider: Member) -> bool:
    """Queue a decider's card, and the channel's if there is one. False: they had one before."""
    if office.channel:
        await copies.add(tx, request.id, Audience.CHANNEL, office.channel)
    return await copies.add(tx, request.id, Audience.DECIDER, decider.id)


async def _wait(tx: AsyncConnection, office: Office, request: Request) -> None:
    await requests.note(tx, request.id, duty=None, waits_until=await office.next_shift(tx))
    await new_turn(tx, office, request.id)
