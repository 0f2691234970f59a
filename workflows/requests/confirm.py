"""Confirm or refuse a request whose helpdesk had not been heard in time."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.facts import Facts
from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.phrase import Phrase, Text
from rulebook.ports import GiveUp, NotHeard, TryAgain
from rulebook.refusals import Refusal
from rulebook.request import Request
from store import requests
from workflows.context import Context
from workflows.mechanics.audit import BOT, record
from workflows.mechanics.notify import tell
from workflows.mechanics.refresh_cards import refresh, refresh_with_others
from workflows.requests.gather import gather
from workflows.requests.routing import bring_to_a_decision


async def confirm(context: Context, request_id: int) -> TryAgain | None:
    """Look up what is missing and go on; TryAgain where the outside still does not answer."""
    async with context.database.reading() as tx:
        request = await requests.get(tx, request_id)
    if request.state is not State.CHECKING:
        return None
    kind = KINDS[request.kind]
    form = kind.read(request.form)
    try:
        facts = await gather(context, form, request.requester.id)
        kind.check(form, facts)
        await _go_on(context, request, facts)
    except NotHeard as trouble:
        match trouble.outcome:
            case TryAgain():
                return trouble.outcome
            case GiveUp(because=because):
                sentence: Phrase = (Text(text=because),)
    except Refusal as refusal:
        sentence = refusal.sentence
    else:
        return None
    async with context.transaction() as tx:
        await _refuse(tx, context, request, sentence)
    return None


async def refuse_unchecked(
    tx: AsyncConnection, context: Context, request_id: int, because: str
) -> None:
    """Refuse a request that could not be checked after all."""
    request = await requests.get(tx, request_id)
    if request.state is State.CHECKING:
        await _refuse(tx, context, request, (Text(text=because),))


async def _go_on(context: Context, request: Request, facts: Facts) -> None:
    async with context.transaction() as tx:
        await requests.hold(tx, request.id)
        moved = await requests.move(
            tx,
            request,
            State.PENDING,
            facts=facts,
            requester=facts.requester,
            fresh_at=context.clock(),
        )
        if moved is None:
            return
        await record(tx, context, (request, moved), Move.CONFIRM, BOT)
        await bring_to_a_decision(tx, context, moved)
        await refresh_with_others(tx, context, request.id)


async def _refuse(
    tx: AsyncConnection, context: Context, request: Request, sentence: Phrase
) -> None:
    moved = await requests.move(tx, request, State.REFUSED, remark=sentence)
    if moved is None:
        return
    await record(tx, context, (request, moved), Move.REFUSE, BOT)
    await tell(tx, context, request, [request.requester], sentence)
    await refresh(tx, context, request.id)
