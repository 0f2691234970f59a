"""Bring a pending request to whom it concerns, now or when the next shift begins."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.checked import CheckedRequest
from rulebook.decided import DecidedRequest
from rulebook.duty import Duty
from rulebook.entitlement import NobodyCouldDecide, decides, entitled, somebody_could_decide
from rulebook.moves import OPEN, State
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.refusals import NobodyInTheHelpdesk
from rulebook.request import Decision, Request
from store import copies, requests
from store.tables import Audience
from workflows.context import Context
from workflows.mechanics.notify import tell
from workflows.requests.after_approval import queue_what_follows
from workflows.requests.timers import expire_then, new_turn


async def bring_to_a_decision(tx: AsyncConnection, context: Context, request: Request) -> Request:
    """Carry a request out where nobody has to decide or who asks may, else offer it; return it.

    Raises NobodyCouldDecide, NobodyInTheHelpdesk.
    """
    duty, checked = await context.duty(tx), CheckedRequest.of(request)
    if not checked.needs_approval:
        return await route(tx, context, await _approved(tx, request), duty)
    if entitled(request.requester.id, request, duty, context.team):
        decided = DecidedRequest.of(request, by=request.requester)
        if checked.facts.nameless and decided.bears_a_name:
            raise NobodyInTheHelpdesk(helpdesk=checked.facts.helpdesk, who=request.requester)
        decision = Decision(by=request.requester, at=context.clock())
        because = f"{request.requester.name} decides this alone."
        duty = Duty(who=request.requester, because=because, chosen=True)
        approved = await _approved(tx, request, decision=decision, duty=duty)
        await queue_what_follows(tx, context, approved)
        if context.channel:
            await copies.add(tx, request.id, Audience.CHANNEL, context.channel)
        return approved
    somebody_could_decide(request.requester, context.team)
    offered = await route(tx, context, request, duty)
    await expire_then(tx, context, offered)
    return offered


async def _approved(tx: AsyncConnection, request: Request, **values: Any) -> Request:  # noqa: ANN401
    approved = await requests.move(tx, request, State.APPROVED, **values)
    assert approved  # noqa: S101 (this transaction made it what it is)
    return approved


async def route(tx: AsyncConnection, context: Context, request: Request, duty: Duty) -> Request:
    """Queue the card for who decides now; outside support hours, wait for the next shift."""
    if duty.is_lead or context.hours.is_open(context.clock()):
        try:
            decider = decides(request.requester, duty, context.team)
        except NobodyCouldDecide:  # the manager asks; a lead is there later, if one has to decide
            return request if request.went_ahead else await _wait(tx, context, request)
        return await hand_to(tx, context, request, decider)
    return await _wait(tx, context, request)


async def hand_to(
    tx: AsyncConnection, context: Context, request: Request, duty: Duty, *, asked_for: bool = False
) -> Request:
    """Give a request to somebody, with a card and their time to answer.

    A card that they had before changes without a sound, so they are told; not who `asked_for` it.
    """
    is_new = await card_for(tx, context, request, duty.who)
    if not is_new and not asked_for and request.state in OPEN:
        words = phrase("This is with you now: {who} waits for a word.", who=request.requester)
        await tell(tx, context, request, [duty.who], words)
    return await new_turn(tx, context, request, duty=duty, waits_until=None)


async def card_for(
    tx: AsyncConnection, context: Context, request: Request, decider: Member
) -> bool:
    """Queue a decider's card, and the channel's if there is one. False: they had one before."""
    if context.channel:
        await copies.add(tx, request.id, Audience.CHANNEL, context.channel)
    return await copies.add(tx, request.id, Audience.DECIDER, decider.id)


async def _wait(tx: AsyncConnection, context: Context, request: Request) -> Request:
    until = await context.next_shift(tx)
    return await new_turn(tx, context, request, duty=None, waits_until=until)
