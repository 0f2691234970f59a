"""The clock's moves: remind, escalate, hand over, expire."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.clock import MakeMove
from rulebook.entitlement import still_has_it
from rulebook.kinds import KINDS
from rulebook.moves import RULES, Move, State
from rulebook.phrase import Phrase, phrase
from rulebook.request import Request
from store import inbox, requests
from workflows.context import Context
from workflows.mechanics.audit import CLOCK, record
from workflows.mechanics.notify import tell, who_has
from workflows.mechanics.refresh_cards import refresh_with_others
from workflows.requests.routing import card_for, route
from workflows.requests.timers import expire_then, expires, watch_the_roster


async def make_move(context: Context, due: MakeMove) -> None:
    """Make a move of the clock's, if it is still due."""
    async with context.transaction() as tx:
        request = await requests.hold(tx, due.request_id)
        assert request  # noqa: S101 (requests are never deleted)
        match due.move:
            case Move.EXPIRE:
                made = await _expire(tx, context, request)
            case _ if due.turn != request.turn:
                made = False
            case Move.REMIND:
                made = await _remind(tx, context, request)
            case Move.ESCALATE:
                made = await _escalate(tx, context, request)
            case Move.HAND_OVER:
                made = await hand_over(tx, context, request)
        if made and request.state in RULES[due.move].before:  # to tell of what went ahead is none
            now = await requests.get(tx, request.id)
            await record(tx, context, (request, now), due.move, CLOCK)
        if made or due.move is Move.HAND_OVER:  # who may decide is drawn anew
            await refresh_with_others(tx, context, request.id)


async def hand_over(tx: AsyncConnection, context: Context, request: Request) -> bool:
    """Bring a request to who decides by now, unless who has it still does."""
    informs = request.went_ahead and request.waits_until
    if request.state not in RULES[Move.HAND_OVER].before and not informs:
        return False
    duty = await context.duty(tx)
    if still_has_it(request, duty, context.team):
        await watch_the_roster(tx, context, request)
        return False
    now = await route(tx, context, request, duty)
    if now.duty and not informs:
        words = phrase("{who} has it now. {because}", who=now.duty.who, because=now.duty.because)
        await tell(tx, context, request, [request.requester], words)
    elif now.waits_until and request.waits_until is None:
        words = phrase(
            "Nobody is on duty now; this goes on with the next shift: {at}.", at=now.waits_until
        )
        await tell(tx, context, request, [request.requester], words)
    return (now.duty, now.waits_until) != (request.duty, request.waits_until)


async def _remind(tx: AsyncConnection, context: Context, request: Request) -> bool:
    if request.state is not State.PENDING or request.duty is None:
        return False
    if request.duty.who.id == request.requester.id:  # who decides alone waits for nobody
        return False
    once = f"remind {request.id} {request.turn}"
    if not await inbox.first(tx, once, context.clock()):
        return False
    within = context.limits.answer_within
    since = phrase(
        "{requester} asked {at} and still waits", requester=request.requester, at=request.fresh_at
    )
    if context.clock() - request.fresh_at < 2 * within:
        minutes = f"{int(within.total_seconds()) // 60}"
        since = phrase("{who} has waited {minutes} minutes", who=request.requester, minutes=minutes)
    words = (*since, *phrase(" for you. A word is enough: approve, deny or ask."))
    if reminder := KINDS[request.kind].ending.reminder:
        words = phrase(reminder)
    await tell(tx, context, request, [request.duty.who], words)
    return True


async def _escalate(tx: AsyncConnection, context: Context, request: Request) -> bool:
    duty, manager = request.duty, context.team.manager
    if request.state is not State.PENDING or duty is None or duty.also:
        return False
    if duty.who.id in {manager.id, request.requester.id} or manager.id == request.requester.id:
        return False
    words = phrase(
        "{who} has not answered yet, so this went to {manager} too.",
        who=duty.who,
        manager=manager,
    )
    await requests.note(tx, request, duty=duty.model_copy(update={"also": manager}))
    await card_for(tx, context, request, manager)
    await tell(tx, context, request, [request.requester], words)
    return True


async def _expire(tx: AsyncConnection, context: Context, request: Request) -> bool:
    if request.state not in RULES[Move.EXPIRE].before:
        return False
    # It said something new since this was queued, or the hours were changed.
    if expires(context, request.fresh_at) > context.clock():
        await expire_then(tx, context, request)
        return False
    if not await requests.move(tx, request, State.EXPIRED, waits_until=None, remark=()):
        return False
    words: Phrase = phrase("Nobody decided this in two support days, so it has expired.")
    await tell(tx, context, request, [request.requester, *who_has(request)], words)
    return True
