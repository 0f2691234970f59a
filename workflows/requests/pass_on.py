"""Passing a request on: to the manager, also because it cannot wait, or to whoever takes it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.duty import Duty
from rulebook.moves import RULES, Move
from rulebook.phrase import Phrase, phrase
from rulebook.refusals import HasItAlready, ItDoesNotWait, NobodyToPassItTo, Refusal
from rulebook.request import Request
from store import copies, requests
from store.tables import Audience
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import guarded_move
from workflows.mechanics.notify import tell
from workflows.mechanics.refresh_cards import refresh
from workflows.requests.decide import decision_of
from workflows.requests.routing import hand_to


async def pass_on(context: Context, click: Click) -> Refusal | None:
    """Give it to the manager from now on."""

    async def play(tx: AsyncConnection, request: Request) -> Request:
        by = decision_of(context, click).by
        because = f"{by.name} passed it on to {context.team.manager.name}."
        words = phrase("{by} passed it on to {who}.", by=by, who=context.team.manager)
        return await _to_the_manager(tx, context, request, because, words)

    return await guarded_move(context, click, Move.PASS_ON, play)


async def take(context: Context, click: Click) -> Refusal | None:
    """Give it to whoever pressed from now on."""

    async def play(tx: AsyncConnection, request: Request) -> Request:
        by = decision_of(context, click).by
        duty = Duty(who=by, because=f"{by.name} took it.", chosen=True)
        words = phrase("{by} took it.", by=by)
        return await _to(tx, context, request, duty, words, asked_for=True)

    return await guarded_move(context, click, Move.TAKE, play)


async def cannot_wait(context: Context, click: Click) -> Refusal | None:
    """Give the manager now what waits for the next shift."""

    async def play(tx: AsyncConnection, request: Request) -> Request:
        if request.waits_until is None:
            who = request.duty.who if request.duty else context.team.manager
            raise ItDoesNotWait(who=who)
        because = f"{request.requester.name} says that it cannot wait."
        words = phrase("{who} has it now.", who=context.team.manager)
        return await _to_the_manager(tx, context, request, because, words)

    return await guarded_move(context, click, Move.CANNOT_WAIT, play)


async def cannot_be_reached(tx: AsyncConnection, context: Context, copy_id: int) -> None:
    """A decider's card that Slack does not take goes to the manager instead."""
    copy = await copies.find(tx, copy_id)
    request = await requests.hold(tx, copy.request_id)
    if request is None or request.duty is None or request.state not in RULES[Move.PASS_ON].before:
        return
    lost = copy.at is None and copy.audience is Audience.DECIDER
    lost = lost and copy.sent_to == request.duty.who.id
    if lost and context.team.manager.id not in {copy.sent_to, request.requester.id}:
        lead, manager = request.duty.who, context.team.manager
        because = f"{lead.name} cannot be reached in Slack."
        words = phrase("{lead} cannot be reached, so {who} has it now.", lead=lead, who=manager)
        await _to_the_manager(tx, context, request, because, words)
        await refresh(tx, context, request.id)


async def _to_the_manager(
    tx: AsyncConnection, context: Context, request: Request, because: str, words: Phrase
) -> Request:
    manager = context.team.manager
    if request.requester.id == manager.id:
        raise NobodyToPassItTo(who=manager)
    duty = Duty(who=manager, because=because, is_lead=False, chosen=True)
    return await _to(tx, context, request, duty, words)


async def _to(  # noqa: PLR0913 (whose it is, and what is said of it)
    tx: AsyncConnection,
    context: Context,
    request: Request,
    duty: Duty,
    words: Phrase,
    *,
    asked_for: bool = False,
) -> Request:
    if request.duty and request.duty.who.id == duty.who.id:
        raise HasItAlready(who=duty.who)
    now = await hand_to(tx, context, request, duty, asked_for=asked_for)
    await tell(tx, context, request, [request.requester], words)
    return now
